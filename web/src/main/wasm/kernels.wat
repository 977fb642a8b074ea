;; The inner loops of photographic blocks, four samples at once. What they do, and their parameters, are in kernels.js, where
;; the same is done in plain JavaScript.
(module
  (import "codec" "memory" (memory 1))

  (func (export "filter") (param $from i32) (param $fromStride i32) (param $to i32) (param $toStride i32)
      (param $columns i32) (param $rows i32) (param $step i32) (param $taps i32) (param $count i32) (param $shift i32)
    (local $row i32) (local $source i32) (local $target i32) (local $sample i32) (local $tap i32) (local $k i32)
    (local $half v128) (local $low v128) (local $high v128) (local $weight v128) (local $left v128) (local $right v128)
    (local.set $half (i32x4.splat (i32.shr_u (i32.shl (i32.const 1) (local.get $shift)) (i32.const 1))))
    ;; Without a shift there are no limits: the least and the greatest number.
    (local.set $k (i32.sub (i32.const 0) (i32.eqz (local.get $shift))))
    (local.set $low (i32x4.splat (i32.shl (local.get $k) (i32.const 31))))
    (local.set $high (i32x4.splat (i32.or (i32.shr_u (local.get $k) (i32.const 1)) (i32.const 255))))
    (loop $nextStrip
      (local.set $source (local.get $from))
      (local.set $target (local.get $to))
      (local.set $row (local.get $rows))
      (loop $nextRow
        (local.set $left (local.get $half))
        (local.set $right (local.get $half))
        (local.set $sample (local.get $source))
        (local.set $tap (local.get $taps))
        (local.set $k (local.get $count))
        (loop $nextTap
          (local.set $weight (v128.load32_splat (local.get $tap)))
          (local.set $left (i32x4.add (local.get $left)
            (i32x4.mul (local.get $weight) (v128.load (local.get $sample)))))
          (local.set $right (i32x4.add (local.get $right)
            (i32x4.mul (local.get $weight) (v128.load offset=16 (local.get $sample)))))
          (local.set $sample (i32.add (local.get $sample) (local.get $step)))
          (local.set $tap (i32.add (local.get $tap) (i32.const 4)))
          (br_if $nextTap (local.tee $k (i32.sub (local.get $k) (i32.const 1)))))
        (v128.store (local.get $target) (i32x4.min_s (local.get $high)
          (i32x4.max_s (local.get $low) (i32x4.shr_s (local.get $left) (local.get $shift)))))
        (if (i32.gt_s (local.get $columns) (i32.const 4))
          (then (v128.store offset=16 (local.get $target) (i32x4.min_s (local.get $high)
            (i32x4.max_s (local.get $low) (i32x4.shr_s (local.get $right) (local.get $shift)))))))
        (local.set $source (i32.add (local.get $source) (local.get $fromStride)))
        (local.set $target (i32.add (local.get $target) (local.get $toStride)))
        (br_if $nextRow (local.tee $row (i32.sub (local.get $row) (i32.const 1)))))
      (local.set $from (i32.add (local.get $from) (i32.const 32)))
      (local.set $to (i32.add (local.get $to) (i32.const 32)))
      (br_if $nextStrip (i32.gt_s (local.tee $columns (i32.sub (local.get $columns) (i32.const 8))) (i32.const 0)))))

  (func (export "colours") (param $luma i32) (param $blue i32) (param $red i32) (param $to i32) (param $count i32)
      (param $shift i32)
    (local $b v128) (local $r v128) (local $y v128)
    (loop $next
      (local.set $y (v128.load (local.get $luma)))
      (local.set $b (v128.load (local.get $blue)))
      (local.set $r (v128.load (local.get $red)))
      (if (local.get $shift)
        (then
          (local.set $b (i8x16.shuffle 0 1 2 3 0 1 2 3 4 5 6 7 4 5 6 7 (local.get $b) (local.get $b)))
          (local.set $r (i8x16.shuffle 0 1 2 3 0 1 2 3 4 5 6 7 4 5 6 7 (local.get $r) (local.get $r)))))
      (local.set $b (i32x4.sub (local.get $b) (i32x4.splat (i32.const 128))))
      (local.set $r (i32x4.sub (local.get $r) (i32x4.splat (i32.const 128))))
      ;; Narrowing limits to 0 to 255: blue, green, red and nothing, of four pixels each.
      (v128.store (local.get $to)
        (i8x16.shuffle 0 4 8 12 1 5 9 13 2 6 10 14 3 7 11 15
          (local.tee $y (i8x16.narrow_i16x8_u
            (i16x8.narrow_i32x4_s
              (i32x4.add (local.get $y) (i32x4.shr_s
                (i32x4.add (i32x4.mul (local.get $b) (i32x4.splat (i32.const 121609))) (i32x4.splat (i32.const 32768)))
                (i32.const 16)))
              (i32x4.sub (local.get $y) (i32x4.shr_s
                (i32x4.add
                  (i32x4.add (i32x4.mul (local.get $b) (i32x4.splat (i32.const 12276))) (i32x4.splat (i32.const 32768)))
                  (i32x4.mul (local.get $r) (i32x4.splat (i32.const 30679))))
                (i32.const 16))))
            (i16x8.narrow_i32x4_s
              (i32x4.add (local.get $y) (i32x4.shr_s
                (i32x4.add (i32x4.mul (local.get $r) (i32x4.splat (i32.const 103206))) (i32x4.splat (i32.const 32768)))
                (i32.const 16)))
              (i32x4.splat (i32.const 0)))))
          (local.get $y)))
      (local.set $luma (i32.add (local.get $luma) (i32.const 16)))
      (local.set $blue (i32.add (local.get $blue) (i32.shr_u (i32.const 16) (local.get $shift))))
      (local.set $red (i32.add (local.get $red) (i32.shr_u (i32.const 16) (local.get $shift))))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (br_if $next (i32.gt_s (local.tee $count (i32.sub (local.get $count) (i32.const 4))) (i32.const 0)))))
)
