// First import of the renderer in the legacy test build.

import './shared.ts'
