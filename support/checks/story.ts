export interface Story { readonly placeholder: true }
