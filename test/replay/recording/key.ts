/** The key of the encrypted golden history: it protects nothing. */
export const goldenKey = Buffer.from('a key for golden histories only!').toString('base64');
