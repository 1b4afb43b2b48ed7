-- Who has been waiting at counter two, and for how long. Counter two is a painting.
CREATE TABLE queue (
  person   TEXT NOT NULL,
  since    TIMESTAMP NOT NULL,
  counter  INTEGER NOT NULL CHECK (counter BETWEEN 1 AND 3),
  patience NUMERIC DEFAULT 1.0
);

SELECT person, CURRENT_TIMESTAMP - since AS waited
FROM queue
WHERE counter = 2 AND patience > 0
ORDER BY patience DESC; -- the philosophers come first
