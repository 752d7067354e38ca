import java.util.Locale;
import java.util.function.IntConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What one thread of this machine can do at most: fused multiply-adds in registers, and copies in the second-level cache
 * and in memory. TrainingSpeed starts it, so that the distance of its figures to the peak is known:
 *
 * <pre>java --add-modules jdk.incubator.vector tests/reference/MachinePeak.java</pre>
 */
final class MachinePeak {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int SUMS = 12;
    private static final int LENGTH = 2_000;
    private static final int CALLS = 500;
    private static final int ROUNDS = 30;

    private MachinePeak() {}

    /** Prints the figures. */
    public static void main(String[] arguments) {
        float[] x = new float[64];
        java.util.Arrays.fill(x, 0.5f);
        float[] sums = new float[SPECIES.length()];
        double seconds = best(i -> multiplyAdd(x, sums));
        System.out.printf(
                Locale.ROOT,
                "peak of one thread, %s: %.1f GMAC/s in registers",
                SPECIES,
                (double) LENGTH * SUMS * SPECIES.length() * CALLS / seconds / 1e9);
        for (int length : new int[] {1 << 16, 1 << 22}) {
            float[] from = new float[length];
            float[] to = new float[length];
            int times = (1 << 24) / length;
            double copy = best(i -> {
                if (i < times) {
                    System.arraycopy(from, 0, to, 0, length);
                }
            });
            System.out.printf(
                    Locale.ROOT,
                    ", copies of %d KiB %.0f GB/s read and written",
                    length / 256,
                    8.0 * length * times / copy / 1e9);
        }
        System.out.println();
    }

    private static double best(IntConsumer call) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                call.accept(i);
            }
            best = Math.min(best, (System.nanoTime() - begin) / 1e9);
        }
        return best;
    }

    private static FloatVector fma(FloatVector a, FloatVector x, FloatVector y) {
        return a.lanewise(VectorOperators.FMA, x, y);
    }

    private static void multiplyAdd(float[] from, float[] sums) {
        FloatVector x = FloatVector.fromArray(SPECIES, from, 0);
        FloatVector a = x;
        FloatVector b = x.add(1);
        FloatVector c = x.add(2);
        FloatVector d = x.add(3);
        FloatVector e = x.add(4);
        FloatVector f = x.add(5);
        FloatVector g = x.add(6);
        FloatVector h = x.add(7);
        FloatVector i = x.add(8);
        FloatVector j = x.add(9);
        FloatVector k = x.add(10);
        FloatVector l = x.add(11);
        for (int n = 0; n < LENGTH; n++) {
            a = fma(a, x, x);
            b = fma(b, x, x);
            c = fma(c, x, x);
            d = fma(d, x, x);
            e = fma(e, x, x);
            f = fma(f, x, x);
            g = fma(g, x, x);
            h = fma(h, x, x);
            i = fma(i, x, x);
            j = fma(j, x, x);
            k = fma(k, x, x);
            l = fma(l, x, x);
        }
        a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).add(k).add(l).intoArray(sums, 0);
    }
}
