package io.github.grabnas.evaluate.spark;

import io.github.grabnas.data.DataFolder;
import io.github.grabnas.evaluate.parallel.SharedResources;
import io.github.grabnas.evaluate.training.Candidate;
import io.github.grabnas.evaluate.training.CandidateFailedException;
import io.github.grabnas.evaluate.training.CandidateTrainer;
import io.github.grabnas.evaluate.training.TrainingCluster;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Function2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Apache Spark cluster on which candidates are trained, each a task, or other work is done. A process has one at a
 * time; several of its threads may use it.
 *
 * <p>All properties of Spark can be set as system properties, or by spark-submit. Unless they are set there: no web
 * interface; only the loopback address for masters on this machine; executors with vector registers, which find data in
 * the places where this process finds it; and the library's own classes as a jar that executors fetch.
 */
public final class SparkCluster implements TrainingCluster {

    private static final Pattern FAILED = Pattern.compile("Task (\\d+) in stage .*?: (?:Lost task .*?: )?(.*)");
    private static final String JARS = "spark.jars";
    private static final String CHECKOUT = "grabnas.checkout";
    /** So many trainers stay on executors though none of their candidates is left, in case more are to come. */
    private static final int IDLE = 4;

    private final JavaSparkContext context;
    private final boolean dependencies;
    private final AtomicLong jobs = new AtomicLong();
    private final SharedResources<CandidateTrainer, Broadcast<TrainerMessage>> trainers =
            new SharedResources<>(IDLE, this::destroy);

    /** What is done to an item, on an executor. */
    @FunctionalInterface
    public interface Work<T, R> extends Serializable {

        /** Does it. */
        R on(T item);
    }

    /** Receives results. */
    @FunctionalInterface
    public interface Sink<R> {

        /**
         * Takes one.
         *
         * @param position of the item in its list
         */
        void accept(int position, R result) throws IOException;
    }

    /** Says which item failed. */
    @FunctionalInterface
    public interface Failure {

        /**
         * The failure of an item.
         *
         * @param position of the item in its list
         * @param reason the last attempt's
         */
        IOException of(int position, String reason, Throwable cause);
    }

    /** What came back of a job: a result with the position of its item, or the job's end. */
    private sealed interface Message<R> {

        /** An item is done. */
        record Done<R>(int position, R result) implements Message<R> {}

        /** The job is over, with a failure unless all went well. */
        record Over<R>(Optional<Throwable> failure) implements Message<R> {}
    }

    /** Finds Spark as a service. */
    public static final class Spark implements Provider {

        /** For the service loader. */
        public Spark() {}

        @Override
        public TrainingCluster connect(String master) throws IOException {
            return SparkCluster.connect(master);
        }
    }

    private SparkCluster(JavaSparkContext context, boolean dependencies) {
        this.context = context;
        this.dependencies = dependencies;
    }

    /**
     * Connects.
     *
     * @param master as Spark takes it, such as {@code local[2,4]} or {@code spark://127.0.0.1:7077}
     * @throws IOException if Spark refuses
     */
    public static SparkCluster connect(String master) throws IOException {
        SparkConf conf = new SparkConf().setMaster(master);
        conf.setIfMissing("spark.app.name", "grabnas");
        conf.setIfMissing("spark.ui.enabled", "false");
        // Spark puts these before the options that somebody sets as spark.executor.extraJavaOptions.
        conf.setIfMissing(
                "spark.executor.defaultJavaOptions",
                "--add-modules jdk.incubator.vector"
                        + DataFolder.checkout()
                                .map(place -> " \"-D" + CHECKOUT + "=" + place + "\"")
                                .orElse(""));
        Optional.ofNullable(System.getenv(DataFolder.VARIABLE))
                .filter(data -> !data.isBlank())
                // An executor has a working folder of its own.
                .map(data -> Path.of(data).toAbsolutePath().toString())
                .ifPresent(data -> conf.setIfMissing("spark.executorEnv." + DataFolder.VARIABLE, data));
        if (master.startsWith("local") || master.matches("spark://(127\\.|localhost).*")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        boolean inProcess = master.startsWith("local[") || master.equals("local");
        boolean dependencies = inProcess || conf.contains(JARS);
        if (!inProcess) {
            conf.setIfMissing(JARS, LibraryJar.find().toString());
        }
        try {
            return new SparkCluster(new JavaSparkContext(conf), dependencies);
        } catch (Exception | IllegalAccessError e) {
            // Scala's methods throw checked exceptions without saying so.
            throw new IOException("--spark " + master + ": Spark does not start: " + e.getMessage(), e);
        }
    }

    /** How many tasks run at the same time, as far as executors are there yet. */
    public int cores() {
        return context.defaultParallelism();
    }

    /**
     * Whether executors have the library's dependencies, too: they run in this process, or spark-submit sent them. They
     * always have what is needed to train.
     */
    public boolean hasDependencies() {
        return dependencies;
    }

    /**
     * {@inheritDoc} Images go to an executor once, however many candidates are trained on them. When the last of these
     * is done they may be taken away from it: those of a few trainers stay.
     */
    @Override
    public void train(List<Candidate> candidates, Results results) throws IOException {
        requireRunning();
        BitSet leased = new BitSet();
        try {
            List<TrainingTask> tasks = new ArrayList<>();
            for (Candidate candidate : candidates) {
                Broadcast<TrainerMessage> trainer = trainers.lease(
                        candidate.trainer(), () -> context.broadcast(TrainerMessage.of(candidate.trainer())));
                leased.set(tasks.size());
                tasks.add(new TrainingTask(trainer, candidate.architecture().text(), candidate.seed()));
            }
            run(
                    tasks,
                    TrainingTask::train,
                    (position, result) -> {
                        Candidate candidate = candidates.get(position);
                        results.accept(entry(candidate.key(), result));
                        leased.clear(position);
                        trainers.release(candidate.trainer());
                    },
                    (position, reason, cause) -> new CandidateFailedException(
                            candidates.get(position).key(), reason, cause));
        } finally {
            leased.stream().forEach(i -> trainers.release(candidates.get(i).trainer()));
        }
    }

    /** Takes a trainer away from all executors, and from this process. */
    private void destroy(Broadcast<TrainerMessage> trainer) {
        if (!context.sc().isStopped()) {
            trainer.destroy();
        }
    }

    private static Entry entry(Candidate.Key key, TrainingTask.Result result) {
        return new Entry(
                key,
                result.test(),
                Double.isNaN(result.validation()) ? OptionalDouble.empty() : OptionalDouble.of(result.validation()),
                result.diverged(),
                result.seconds());
    }

    /**
     * Does work on items, a task each.
     *
     * @param items serializable ones
     * @param work what it gives must be serializable
     * @param sink receives each result as it comes, on the calling thread
     * @param failure of an item that failed as often as Spark tries
     * @throws IOException if an item failed, the cluster is lost, or the sink throws it
     * @throws CancellationException if the thread is interrupted; so are the tasks
     */
    public <T, R> void run(List<T> items, Work<T, R> work, Sink<R> sink, Failure failure) throws IOException {
        requireRunning();
        if (items.isEmpty()) {
            return;
        }
        BlockingQueue<Message<R>> messages = new LinkedBlockingQueue<>();
        String group = "grabnas " + jobs.incrementAndGet();
        Thread job = new Thread(() -> messages.add(job(group, items, work, messages)), group);
        job.setDaemon(true);
        job.start();
        try {
            for (Message<R> message = messages.take(); ; message = messages.take()) {
                if (message instanceof Message.Done<R> done) {
                    sink.accept(done.position(), done.result());
                } else if (message instanceof Message.Over<R> over) {
                    if (over.failure().isPresent()) {
                        throw failed(over.failure().get(), failure);
                    }
                    return;
                }
            }
        } catch (InterruptedException e) {
            throw new CancellationException("the work on Spark was interrupted; what was done before is kept");
        } finally {
            end(group);
        }
    }

    private void end(String group) {
        try {
            // An interrupt may come before the job has been submitted; no group has a second job.
            context.sc().cancelJobGroupAndFutureJobs(group);
        } catch (IllegalStateException e) {
            // Spark has stopped, and its jobs with it: what was thrown above says more.
            if (!context.sc().isStopped()) {
                throw e;
            }
        }
    }

    private void requireRunning() throws IOException {
        if (context.sc().isStopped()) {
            throw new IOException(
                    "the Spark cluster is lost; start the command again, and it goes on from what is done");
        }
    }

    /** Runs a job of one task an item; its end. */
    private <T, R> Message<R> job(String group, List<T> items, Work<T, R> work, BlockingQueue<Message<R>> messages) {
        ClassTag<R> tag = ClassTag$.MODULE$.apply(Object.class);
        Function2<TaskContext, Iterator<T>, R> each =
                (Function2<TaskContext, Iterator<T>, R> & Serializable) (task, one) -> work.on(one.next());
        Function2<Object, R, BoxedUnit> handler = (position, result) -> {
            messages.add(new Message.Done<>((Integer) position, result));
            return BoxedUnit.UNIT;
        };
        try {
            context.setJobGroup(group, "grabnas", true);
            JavaRDD<T> rdd = context.parallelize(new ArrayList<>(items), items.size());
            context.sc().runJob(rdd.rdd(), each, handler, tag);
            return new Message.Over<>(Optional.empty());
        } catch (Exception | Error e) {
            // Whatever it is, whoever waits for the job's end has to get it.
            return new Message.Over<>(Optional.of(e));
        }
    }

    private static IOException failed(Throwable thrown, Failure failure) {
        Matcher task = FAILED.matcher(String.valueOf(thrown.getMessage()));
        return task.find()
                ? failure.of(Integer.parseInt(task.group(1)), task.group(2), thrown)
                : new IOException("the Spark cluster failed: " + thrown, thrown);
    }

    @Override
    public void close() {
        context.close();
    }
}
