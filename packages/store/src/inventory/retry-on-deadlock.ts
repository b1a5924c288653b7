import { DatabaseError } from 'pg';

/** Runs a transaction again, twice at most, when PostgreSQL ended it to free another one. */
export async function retryOnDeadlock<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      const isDeadlock =
        error instanceof DatabaseError && (error.code === '40P01' || error.code === '40001');
      if (!isDeadlock || attempt === 3) throw error;
    }
  }
}
