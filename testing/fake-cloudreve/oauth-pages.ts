// The two pages of a sign-in by the site's own page, as small as can be: they call the same API as the real ones, and end at
// the same addresses (cloudreve-api.md section 3.3).
import { bytesReply, type Reply } from './reply.ts'
import type { Site } from './site.ts'

/** Stands for the server of a puzzle of the web; on a real site it is somebody else's. */
export const puzzlePath = '/puzzle'

export function answerPuzzle({ captchas }: Site): Reply {
  return bytesReply(200, 'text/plain', Buffer.from(captchas.solvePuzzle()))
}

/** `/session/authorize`: signs in, consents, and goes to the redirect; `deny` goes there without a code. */
export function answerAuthorizePage(): Reply {
  return page(
    'Sign in to Cloudreve',
    `<form>
      <p>An app wants to use your files.</p>
      <label>E-mail <input name="email" type="email"></label>
      <label>Password <input name="password" type="password"></label>
      <label hidden><input id="human" type="checkbox"> I am not a robot</label>
      <button>Allow</button> <button type="button" id="deny">Deny</button> <output></output>
    </form>
    <script>
      const query = new URLSearchParams(location.search)
      const fields = Object.fromEntries(query)
      const go = (answer) => {
        const target = new URL(fields.redirect_uri, location.href)
        for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value)
        location.href = target.href
      }
      const post = async (path, body, token) => {
        const headers = { 'content-type': 'application/json', ...(token ? { authorization: 'Bearer ' + token } : {}) }
        return (await fetch('/api/v4' + path, { method: 'POST', headers, body: JSON.stringify(body) })).json()
      }
      const ask = async (path) => (await (await fetch('/api/v4' + path)).json()).data
      const human = document.querySelector('#human')
      Promise.all([ask('/site/config/login'), ask('/site/config/basic')]).then(([login, basic]) => {
        human.name = basic.captcha_type === 'recaptcha' ? 'captcha' : 'ticket'
        human.parentElement.hidden = !login.login_captcha
      })
      human.onchange = async () => (human.value = await (await fetch('${puzzlePath}')).text())
      document.querySelector('#deny').onclick = () => go({ error: 'access_denied', state: fields.state })
      document.querySelector('form').onsubmit = async (event) => {
        event.preventDefault()
        const signedIn = await post('/session/token', Object.fromEntries(new FormData(event.target)))
        if (signedIn.code !== 0) return (document.querySelector('output').value = signedIn.msg)
        const given = await post('/session/oauth/consent', fields, signedIn.data.token.access_token)
        if (given.code !== 0) return (document.querySelector('output').value = given.msg)
        go(given.data)
      }
    </script>`,
  )
}

/** `/callback/desktop`: hands over to a program that has registered the scheme. */
export function answerCallbackPage(): Reply {
  return page(
    'Opening the app',
    `<p>You may close this page.</p>
    <script>location.href = 'cloudreve://mount' + location.search</script>`,
  )
}

function page(title: string, body: string): Reply {
  const text = `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body>${body}</body></html>`
  return bytesReply(200, 'text/html; charset=utf-8', Buffer.from(text))
}
