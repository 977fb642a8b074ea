package org.rundelta.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KernelCodeTest {
    /** As wat2wasm of the WebAssembly Binary Toolkit assembles it. */
    @Test
    void assembles() {
        byte[] module = KernelCode.assemble("""
                (module
                  (import "a" "m" (memory 1))
                  ;; Counts down.
                  (func (export "f") (param $n i32) (local $v v128)
                    (loop $next
                      (v128.store offset=16 (local.get $n) (i32x4.splat (i32.const -65)))
                      (if (i32.eqz (local.get $n)) (then (local.set $n (i32.const 128))))
                      (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))
                """);
        assertThat(HexFormat.of().formatHex(module))
                .isEqualTo(
                        "0061736d0100000001050160017f000208010161016d02000103020100070501016600000a28012601017b0340200041bf7ffd11fd0b0010200045044041800121000b200041016b22000d000b0b");
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> KernelCode.assemble(
                        "(module (import \"a\" \"m\" (memory 1)) (func (export \"f\") (i64.mul (i32.const 1))))"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("i64.mul");
    }
}
