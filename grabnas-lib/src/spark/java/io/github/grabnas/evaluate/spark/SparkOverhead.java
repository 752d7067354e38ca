package io.github.grabnas.evaluate.spark;

import com.sun.management.OperatingSystemMXBean;
import io.github.grabnas.benchmark.ProxyDataset;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.space.Cell;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures what Spark itself costs: processor time of this process (the driver, and with a local master the executor,
 * too) and elapsed time of an empty task, the bytes of a candidate and of its result, and the bytes of a dataset's
 * images. {@code docs/scale-out.md} builds its plan on these numbers.
 */
public final class SparkOverhead {

    private static final int WARM_UP = 500;
    private static final String LOCAL = "local[2]";
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private SparkOverhead() {}

    /**
     * Arguments: how many empty tasks, the dataset, such as {@code proxy-fashion}, and the master ({@code local[2]}
     * unless another is named).
     */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        CandidateTrainer trainer = CandidateTrainer.proxy(ProxyDataset.of(arguments[1]));
        String master = arguments.length > 2 ? arguments[2] : LOCAL;
        SparkConf conf = new SparkConf()
                .setMaster(master)
                .setAppName("overhead")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");
        if (!master.startsWith("local")) {
            conf.setJars(new String[] {LibraryJar.find().toString()});
        }
        long begun = System.nanoTime();
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            System.out.printf(Locale.ROOT, "context: %.2f s%n", (System.nanoTime() - begun) / 1e9);
            TrainerMessage message = TrainerMessage.of(trainer);
            Broadcast<TrainerMessage> broadcast = context.broadcast(message);
            System.out.printf(
                    Locale.ROOT,
                    "images of %s: %d bytes; a candidate: %d bytes; its result: %d bytes%n",
                    arguments[1],
                    bytes(message),
                    bytes(new TrainingTask(broadcast, Cell.ofIndex(9_930).text(), 0)),
                    bytes(new TrainingTask.Result(50, 50, false, 1)));
            run(context, WARM_UP);
            long cpu = SYSTEM.getProcessCpuTime();
            long time = System.nanoTime();
            run(context, count);
            System.out.printf(
                    Locale.ROOT,
                    "%d empty tasks: %.2f ms of processor time and %.2f ms elapsed a task%n",
                    count,
                    (SYSTEM.getProcessCpuTime() - cpu) / 1e6 / count,
                    (System.nanoTime() - time) / 1e6 / count);
        }
    }

    private static void run(JavaSparkContext context, int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        context.parallelize(numbers, count).map(i -> i + 1).collect();
    }

    private static int bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.size();
    }
}
