// What the machine runs on and what its network costs, where the system tells. Whether transfers rest because of it is
// the user's to say, in the settings.

export const restReasons = ['on-battery', 'metered-network'] as const
export type RestReason = (typeof restReasons)[number]

export interface Power {
  /** What is so right now; empty where the system says nothing. */
  reasons(): readonly RestReason[]
  onChanged(listener: () => void): () => void
}
