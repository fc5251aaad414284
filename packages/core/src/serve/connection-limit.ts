import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps at most `limit` connections open. One too many ends the one that has been idle longest, and only when all are
 * being answered the one whose request is oldest: whoever comes last is always let in, so that no number of connections
 * that say nothing keeps a browser out.
 */
export function limitConnections(server: Server, limit: number): void {
  // In the order in which they came to be so.
  const idle = new Set<Socket>();
  const busy = new Set<Socket>();

  server.on('connection', (socket: Socket) => {
    if (idle.size + busy.size >= limit) {
      const [oldest] = idle.size > 0 ? idle : busy;
      forget(oldest!);
      oldest!.destroy();
    }
    idle.add(socket);
    socket.once('close', () => forget(socket));
  });
  server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    busy.add(socket);
    response.once('close', () => {
      if (busy.delete(socket) && !socket.destroyed) idle.add(socket);
    });
  });

  function forget(socket: Socket): void {
    idle.delete(socket);
    busy.delete(socket);
  }
}
