// Whether a downloaded file may be opened straight away. What could run is shown in its folder instead: a click on a
// finished row must never start a program that came from somebody else's server.

import { extname } from 'node:path'

const runnable = new Set(
  [
    // Windows: programs, scripts, installers, shortcuts and settings that act when opened
    'exe com bat cmd msi msix msp mst scr pif ps1 psm1 vbs vbe vb js jse mjs cjs wsf wsh ws hta lnk url reg inf cpl',
    'msc chm hlp jar appx appxbundle msixbundle appinstaller application appref-ms gadget scf settingcontent-ms',
    'diagcab library-ms search-ms searchconnector-ms theme themepack iso img vhd vhdx xll ade adp mde accde',
    'ps1xml psd1 psc1 cdxml sct wsc shb shs dll ocx sys rdp wsb jnlp xbap website mht mhtml ppkg osdx diagpkg appcontent-ms',
    'printerexport msrcincident search cab cer crt pfx',
    // documents that bring programs or queries along
    'docm dotm xlsm xltm xlam xlsb pptm potm ppsm ppam sldm iqy oqy dqy rqy slk wiz one onepkg vsto xlw',
    // macOS
    'app command tool pkg mpkg dmg workflow action scpt scptd applescript terminal webloc inetloc fileloc prefpane',
    'kext mobileconfig ftploc afploc vncloc smbloc dylib bundle saver osax qlgenerator xip sparseimage',
    'sparsebundle provisionprofile shortcut',
    // Linux and elsewhere
    'desktop sh bash zsh csh fish run bin out appimage deb rpm flatpakref flatpak snap ko so py pyc pyw pl rb php lua',
    'tcl elf',
  ]
    .join(' ')
    .split(' '),
)

/** `executable`: the file has an execute permission, which on Linux and macOS makes a program of any name. */
export function mayOpen(path: string, executable: boolean): boolean {
  const extension = extensionOf(path)
  return extension !== '' && !runnable.has(extension) && !executable
}

/** On macOS a folder may be a program too: what its name says decides. */
export function mayOpenFolder(path: string): boolean {
  return !runnable.has(extensionOf(path))
}

/** Windows drops dots and blanks at the end of a name before it looks at the extension. */
function extensionOf(path: string): string {
  return extname(path.replace(/[. ]+$/, ''))
    .slice(1)
    .toLowerCase()
}
