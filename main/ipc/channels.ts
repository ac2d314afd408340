// The two channels between a page and the main process. There are no others.

export const requestChannel = 'reverie:request'
export const eventChannel = 'reverie:event'
