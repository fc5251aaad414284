;; The two inner loops of exact search, in WebAssembly with 128-bit SIMD. `npm run kernels` assembles this file into
;; vector-kernels-wasm.ts, byte for byte the same on every machine; vector-kernels.ts says how they are called.
;; Addresses are bytes of the exported memory. No address is checked here: the callers own the layout.
(module
  (memory (export "memory") 1 65535)

  ;; Of each of `count` (at least 1) records the estimate
  ;;
  ;;   (queryScale × scale) × Σ query[i] × code[i]
  ;;
  ;; A record is `codes` bytes (int8, a multiple of 32), then `scale` (float32). The query is as many int16. The sum is of
  ;; integers, hence exact; the caller keeps it below 2^31. The records are numbered from `number` on. The numbers of those
  ;; whose estimate is `least` or more go to `numbers` (int32), the estimates to `estimates` (float32); the result is how
  ;; many there are.
  (func (export "findRecords")
    (param $query i32) (param $record i32) (param $codes i32) (param $count i32) (param $queryScale f32) (param $least f32)
    (param $number i32) (param $numbers i32) (param $estimates i32) (result i32)
    (local $at i32) (local $end i32) (local $last i32) (local $start i32) (local $even v128) (local $odd v128)
    (local $estimate f32)
    (local.set $last (i32.add (local.get $number) (local.get $count)))
    (local.set $start (local.get $numbers))
    (loop $records
      (local.set $at (local.get $query))
      (local.set $end (i32.add (local.get $record) (local.get $codes)))
      (local.set $even (v128.const i32x4 0 0 0 0))
      (local.set $odd (v128.const i32x4 0 0 0 0))
      ;; 32 codes a step: eight are widened to int16, multiplied with eight of the query, and added in pairs.
      (loop $values
        (local.set $even (i32x4.add (local.get $even)
          (i32x4.dot_i16x8_s (v128.load8x8_s (local.get $record)) (v128.load (local.get $at)))))
        (local.set $odd (i32x4.add (local.get $odd)
          (i32x4.dot_i16x8_s (v128.load8x8_s offset=8 (local.get $record)) (v128.load offset=16 (local.get $at)))))
        (local.set $even (i32x4.add (local.get $even)
          (i32x4.dot_i16x8_s (v128.load8x8_s offset=16 (local.get $record)) (v128.load offset=32 (local.get $at)))))
        (local.set $odd (i32x4.add (local.get $odd)
          (i32x4.dot_i16x8_s (v128.load8x8_s offset=24 (local.get $record)) (v128.load offset=48 (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (local.set $record (i32.add (local.get $record) (i32.const 32)))
        (br_if $values (i32.lt_u (local.get $record) (local.get $end))))
      ;; Four sums to two, then to one.
      (local.set $even (i32x4.add (local.get $even) (local.get $odd)))
      (local.set $even (i32x4.add (local.get $even)
        (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7 (local.get $even) (local.get $even))))
      (local.set $estimate
        (f32.mul
          (f32.mul (local.get $queryScale) (f32.load (local.get $record)))
          (f32.convert_i32_s
            (i32.add (i32x4.extract_lane 0 (local.get $even)) (i32x4.extract_lane 1 (local.get $even))))))
      (if (f32.ge (local.get $estimate) (local.get $least))
        (then
          (i32.store (local.get $numbers) (local.get $number))
          (f32.store (local.get $estimates) (local.get $estimate))
          (local.set $numbers (i32.add (local.get $numbers) (i32.const 4)))
          (local.set $estimates (i32.add (local.get $estimates) (i32.const 4)))))
      (local.set $record (i32.add (local.get $record) (i32.const 4)))
      (local.set $number (i32.add (local.get $number) (i32.const 1)))
      (br_if $records (i32.lt_u (local.get $number) (local.get $last))))
    (i32.shr_u (i32.sub (local.get $numbers) (local.get $start)) (i32.const 2)))

  ;; For each of `count` (at least 1) rows of float32, one double at `out`: its dot product with the query, whose values
  ;; are doubles. `bytes` is the length of a row, a multiple of 16. Products of two float32 are exact in double precision;
  ;; they are added in the order of `dot` in distance.ts (four running sums, then first to last), so that both give the
  ;; same bits.
  (func (export "dotRows")
    (param $query i32) (param $row i32) (param $bytes i32) (param $count i32) (param $out i32)
    (local $at i32) (local $end i32) (local $last i32) (local $s01 v128) (local $s23 v128)
    (local.set $last (i32.add (local.get $out) (i32.shl (local.get $count) (i32.const 3))))
    (loop $rows
      (local.set $at (local.get $query))
      (local.set $end (i32.add (local.get $row) (local.get $bytes)))
      (local.set $s01 (v128.const i32x4 0 0 0 0))
      (local.set $s23 (v128.const i32x4 0 0 0 0))
      (loop $values
        (local.set $s01 (f64x2.add (local.get $s01)
          (f64x2.mul (f64x2.promote_low_f32x4 (v128.load64_zero (local.get $row))) (v128.load (local.get $at)))))
        (local.set $s23 (f64x2.add (local.get $s23)
          (f64x2.mul (f64x2.promote_low_f32x4 (v128.load64_zero offset=8 (local.get $row))) (v128.load offset=16 (local.get $at)))))
        (local.set $at (i32.add (local.get $at) (i32.const 32)))
        (local.set $row (i32.add (local.get $row) (i32.const 16)))
        (br_if $values (i32.lt_u (local.get $row) (local.get $end))))
      (f64.store (local.get $out)
        (f64.add
          (f64.add
            (f64.add (f64x2.extract_lane 0 (local.get $s01)) (f64x2.extract_lane 1 (local.get $s01)))
            (f64x2.extract_lane 0 (local.get $s23)))
          (f64x2.extract_lane 1 (local.get $s23))))
      (local.set $out (i32.add (local.get $out) (i32.const 8)))
      (br_if $rows (i32.lt_u (local.get $out) (local.get $last)))))
)
