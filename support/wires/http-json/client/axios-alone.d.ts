// Axios as its package offers it without the modules of its Node adapter (forms, proxies, redirections, HTTP/2), of which none is
// used here: a sixth of the processor time of a start.
declare module 'axios/dist/browser/axios.cjs' {
  export { Axios, AxiosError, AxiosHeaders, CanceledError, VERSION } from 'axios';
}
