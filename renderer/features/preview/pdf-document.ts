// The one place that knows pdf.js: a document with a worker of its own, fetched in ranges from the host. Loaded only when
// a PDF is looked at. The build is the one for older browsers: the web page may be open in any.

import { getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import Worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker'

export interface OpeningPdf {
  readonly document: Promise<PDFDocumentProxy>
  close(): void
}

export function openPdf(address: string): OpeningPdf {
  const port = new Worker()
  const worker = PDFWorker.create({ port })
  const task = getDocument({
    url: new URL(address, location.href).href,
    worker,
    // The file is a stranger's.
    enableXfa: false,
    useWasm: false,
  })
  return {
    document: task.promise,
    close() {
      void task.destroy().finally(() => port.terminate())
    },
  }
}
