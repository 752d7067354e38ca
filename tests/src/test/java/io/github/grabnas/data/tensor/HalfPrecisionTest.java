package io.github.grabnas.data.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.platform.Fp16Conversions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Numbers in half precision, against the definition of IEEE 754. */
class HalfPrecisionTest {

    /** The number of 16 bits: sign, exponent with bias 15, ten bits of fraction. */
    private static double number(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double size = exponent == 0 ? fraction * 0x1p-24 : (1024 + fraction) * Math.pow(2, exponent - 25);
        return bits >> 15 == 0 ? size : -size;
    }

    @Test
    void every_finite_number_is_kept_to_the_last_bit(@TempDir Path folder) throws IOException {
        double[] all = new double[2 * 31 * 1024];
        for (int i = 0; i < all.length; i++) {
            all[i] = number(i % 31744 | i / 31744 << 15);
        }
        Tensor tensor = Tensor.of(List.of(all.length), all);
        assertThat(tensor.toHalfPrecision().values()).isEqualTo(all);
        Path file = folder.resolve("all.safetensors");
        new TensorFile(Map.of("all", tensor), Map.of()).write(file);
        assertThat(file.toFile().length()).isBetween(2L * all.length, 2L * all.length + 500);
        assertThat(TensorFile.read(file).tensors().get("all").values()).isEqualTo(all);
    }

    @Test
    void bits_and_numbers_are_those_of_onnx_runtime() {
        List<Float> differ = new ArrayList<>();
        for (int bits = 0; bits < 1 << Short.SIZE; bits++) {
            float number = Fp16Conversions.fp16ToFloat((short) bits);
            if (Double.compare(HalfPrecision.number((short) bits), number) != 0) {
                differ.add(number);
            }
            float next = Fp16Conversions.fp16ToFloat((short) (bits + 1));
            float between = (number + next) / 2;
            for (float value : new float[] {number, Math.nextDown(between), between, Math.nextUp(between)}) {
                if (HalfPrecision.bits(value) != Fp16Conversions.floatToFp16(value)) {
                    differ.add(value);
                }
            }
        }
        for (float value : new float[] {65519, 65520, -65520, 1e30f, Float.NEGATIVE_INFINITY}) {
            if (HalfPrecision.bits(value) != Fp16Conversions.floatToFp16(value)) {
                differ.add(value);
            }
        }
        // What is no number may be written with other bits of its fraction.
        assertThat(differ).filteredOn(value -> !Float.isNaN(value)).isEmpty();
        assertThat(HalfPrecision.number(HalfPrecision.bits(Float.NaN))).isNaN();
    }

    @Test
    void other_numbers_become_the_nearest() {
        SplittableRandom random = new SplittableRandom(0);
        for (int i = 0; i < 10_000; i++) {
            double value = Math.scalb(random.nextDouble(-1, 1), random.nextInt(-20, 15));
            double half = Tensor.of(List.of(1), new double[] {value})
                    .toHalfPrecision()
                    .get(0);
            double spacing = Math.max(0x1p-24, Math.scalb(1.0, Math.getExponent(value) - 10));
            assertThat(Math.abs(half - value)).as("%s", value).isLessThanOrEqualTo(spacing / 2 * (1 + 1e-6));
        }
    }
}
