// The plain way by meaning: one loop over a Float32Array, and the best of it kept in order.

export async function open({ limit }, { papers, vectors, dimension, vectorOfQuery }) {
  const count = papers.length;
  const scan = (query, leaveOut) => {
    const rows = [];
    const scores = [];
    for (let row = 0; row < count; row++) {
      let score = 0;
      for (let i = 0, at = row * dimension; i < dimension; i++, at++) score += query[i] * vectors[at];
      if (row === leaveOut || (rows.length === limit && !(score > scores[limit - 1]))) continue;
      let place = rows.length < limit ? rows.length : limit - 1;
      for (; place > 0 && scores[place - 1] < score; place--) {
        scores[place] = scores[place - 1];
        rows[place] = rows[place - 1];
      }
      scores[place] = score;
      rows[place] = row;
    }
    return rows.map((row) => papers[row].id);
  };
  return {
    modes: {
      semantic: (query) => scan(vectorOfQuery(query), -1),
      similar: (row) => scan(vectors.subarray(row * dimension, (row + 1) * dimension), row),
    },
  };
}
