package io.github.grabnas.speed;

import io.github.grabnas.linalg.Matrix;
import io.github.grabnas.nn.autodiff.Gradients;
import io.github.grabnas.nn.autodiff.Linear;
import io.github.grabnas.nn.autodiff.ParameterInitializer;
import io.github.grabnas.nn.autodiff.Parameters;
import io.github.grabnas.nn.autodiff.Tape;
import io.github.grabnas.nn.autodiff.Variable;
import io.github.grabnas.nn.dl4j.Nd4jBackend;
import io.github.grabnas.nn.graph.GraphBatch;
import io.github.grabnas.nn.graph.GraphDecoder;
import io.github.grabnas.nn.graph.GraphEncoder;
import io.github.grabnas.nn.training.TrainingStates;
import io.github.grabnas.space.ArchitectureGraph;
import io.github.grabnas.space.Cell;
import io.github.grabnas.surrogate.DecoderTraining;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How long the graph encoder takes for all 15,625 cells, ours and (where Debian's python3-torch is) vectorised
 * PyTorch's, in turns; how long a step of decoder training takes; and what one gated message with its gradient costs on
 * our tape, on ND4J operations with a gradient written by hand, and in SameDiff:
 *
 * <pre>
 * mvn -q -pl tests -am test-compile exec:exec -Dexec.executable=java \
 *     -Dexec.args="--add-modules jdk.incubator.vector -cp %classpath io.github.grabnas.speed.EncodingSpeed"
 * </pre>
 */
public final class EncodingSpeed {

    private static final int TURNS = 5;
    private static final int WIDTH = 56;

    private EncodingSpeed() {}

    /** Prints the measurements. */
    public static void main(String[] arguments) throws Exception {
        encoding();
        trainingStep();
        for (int rows : new int[] {64, 512}) {
            message(rows);
        }
    }

    /** Seconds for all cells, the best of some rounds. */
    static double allCells(int rounds) {
        GraphEncoder encoder = GraphEncoder.standard();
        Parameters parameters = encoder.initialize(0);
        List<Cell> cells = Cell.all();
        return best(rounds, () -> encoder.embed(parameters, GraphBatch.of(cells)));
    }

    private static void encoding() throws IOException, InterruptedException {
        GraphEncoder encoder = GraphEncoder.standard();
        Parameters parameters = encoder.initialize(0);
        List<Cell> cells = Cell.all();
        double first = seconds(() -> encoder.embed(parameters, GraphBatch.of(cells)));
        System.out.printf(Locale.ROOT, "all cells, first time: %.3f s%n", first);
        for (int turn = 0; turn < TURNS; turn++) {
            double ours = best(10, () -> encoder.embed(parameters, GraphBatch.of(cells)));
            GraphBatch kept = GraphBatch.of(cells);
            encoder.embed(parameters, kept);
            double again = best(10, () -> encoder.embed(parameters, kept));
            String theirs = PythonReference.line("encoding_speed.py", "2", "10").orElse("");
            System.out.printf(
                    Locale.ROOT,
                    "all cells, best of ten: %.3f s, with the batch kept %.3f s; PyTorch %s s%s%n",
                    ours,
                    again,
                    theirs,
                    theirs.isEmpty()
                            ? "not measured"
                            : String.format(Locale.ROOT, "; PyTorch / ours %.1f", Double.parseDouble(theirs) / ours));
        }
    }

    private static void trainingStep() {
        List<ArchitectureGraph> graphs = Cell.all().stream().map(Cell::graph).toList();
        Matrix latents = GraphEncoder.standard().embed(GraphEncoder.standard().initialize(0), GraphBatch.of(graphs));
        for (int batch : new int[] {32, 64, 128}) {
            List<Double> epochs = new ArrayList<>(List.of(0.0));
            new DecoderTraining(3, batch, 1e-3, 0, 5, 0.1)
                    .decoder(
                            GraphDecoder.standard(),
                            latents,
                            graphs,
                            0,
                            TrainingStates.none(),
                            p -> epochs.add(p.seconds()));
            System.out.printf(
                    Locale.ROOT,
                    "decoder training, batch %d: %.1f ms a step, %.1f s for all cells%n",
                    batch,
                    (epochs.get(3) - epochs.get(2)) * 1e3 * batch / Cell.COUNT,
                    epochs.get(3) - epochs.get(2));
        }
    }

    private static void message(int rows) {
        ParameterInitializer initializer = new ParameterInitializer(0);
        Linear gate = new Linear("gate", WIDTH, WIDTH);
        Linear mapper = new Linear("mapper", WIDTH, WIDTH, false);
        gate.initialize(initializer);
        mapper.initialize(initializer);
        Parameters p = initializer.parameters();
        double[] states =
                new java.util.SplittableRandom(1).doubles((long) rows * WIDTH).toArray();
        Matrix h = Matrix.of(rows, WIDTH, states);
        List<double[]> results = new ArrayList<>(List.of(states, states, states));
        double ours = best(2_000, () -> {
            Tape t = Tape.recording(p);
            Variable x = t.input(h);
            Variable sum = gate.apply(x).sigmoid().hadamard(mapper.apply(x)).sum();
            Gradients g = t.gradients(sum);
            results.set(0, g.of(x).toArray());
        });
        Nd4jBackend.start();
        INDArray hn = Nd4j.create(states, new long[] {rows, WIDTH}, DataType.DOUBLE);
        INDArray wg = array(p.get("gate.weight"));
        INDArray bg = array(p.get("gate.bias"));
        INDArray wm = array(p.get("mapper.weight"));
        double nd4j = best(2_000, () -> {
            INDArray s = Transforms.sigmoid(hn.mmul(wg).addiRowVector(bg), false);
            INDArray m = hn.mmul(wm);
            s.mul(m).sumNumber();
            INDArray dPre = m.mul(s).muli(s.rsub(1.0));
            INDArray dWg = hn.transpose().mmul(dPre);
            INDArray dbg = dPre.sum(0);
            INDArray dWm = hn.transpose().mmul(s);
            INDArray dh = dPre.mmul(wg.transpose()).addi(s.mmul(wm.transpose()));
            if (dWg.length() == dWm.length() && dbg.length() == WIDTH) {
                results.set(1, dh.dup('c').data().asDouble());
            }
        });
        SameDiff sd = SameDiff.create();
        SDVariable sh = sd.var("h", hn);
        SDVariable sg = sd.nn().sigmoid(sh.mmul(sd.var("wg", wg)).add(sd.var("bg", bg)));
        sg.mul(sh.mmul(sd.var("wm", wm))).sum("loss");
        sd.setLossVariables("loss");
        double samediff = best(
                500,
                () -> results.set(
                        2,
                        sd.calculateGradients(null, "h", "wg", "bg", "wm")
                                .get("h")
                                .dup('c')
                                .data()
                                .asDouble()));
        System.out.printf(
                Locale.ROOT,
                "a gated message of %d rows with its gradient: ours %.0f us, ND4J by hand %.0f us, SameDiff %.0f us "
                        + "(the gradients agree to %.0e)%n",
                rows,
                ours * 1e6,
                nd4j * 1e6,
                samediff * 1e6,
                Math.max(apart(results.get(0), results.get(1)), apart(results.get(0), results.get(2))));
    }

    private static double apart(double[] a, double[] b) {
        return java.util.stream.IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .max()
                .orElseThrow();
    }

    private static INDArray array(Matrix m) {
        return Nd4j.create(m.toArray(), new long[] {m.rows(), m.columns()}, DataType.DOUBLE);
    }

    private static double seconds(Runnable run) {
        long begin = System.nanoTime();
        run.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Seconds of the best of some rounds. */
    static double best(int times, Runnable run) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            best = Math.min(best, seconds(run));
        }
        return best;
    }
}
