package io.github.grabnas.evaluate.spark;

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
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Apache Spark cluster on which candidates are trained, each a task. A process has one at a time.
 *
 * <p>All properties of Spark can be set as system properties, or by spark-submit. Unless they are set there: no web
 * interface; only the loopback address for masters on this machine; executors with vector registers; and the library's
 * own classes as a jar that executors fetch.
 */
public final class SparkCluster implements TrainingCluster {

    private static final Pattern FAILED = Pattern.compile("Task (\\d+) in stage .*?: (?:Lost task .*?: )?(.*)");

    private final JavaSparkContext context;

    /** What came back of a job: a result with the position of its candidate, or the job's end. */
    private sealed interface Message {

        /** A candidate is done. */
        record Done(int position, TrainingTask.Result result) implements Message {}

        /** The job is over, with a failure unless all went well. */
        record Over(Optional<Throwable> failure) implements Message {}
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

    private SparkCluster(JavaSparkContext context) {
        this.context = context;
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
        conf.setIfMissing("spark.executor.extraJavaOptions", "--add-modules jdk.incubator.vector");
        if (master.startsWith("local") || master.matches("spark://(127\\.|localhost).*")) {
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
        }
        if (!master.startsWith("local[") && !master.equals("local")) {
            conf.setIfMissing("spark.jars", LibraryJar.find().toString());
        }
        try {
            return new SparkCluster(new JavaSparkContext(conf));
        } catch (Exception | IllegalAccessError e) {
            // Scala's methods throw checked exceptions without saying so.
            throw new IOException("--spark " + master + ": Spark does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void train(List<Candidate> candidates, Results results) throws IOException {
        IdentityHashMap<CandidateTrainer, Broadcast<TrainerMessage>> trainers = new IdentityHashMap<>();
        List<TrainingTask> tasks = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Broadcast<TrainerMessage> trainer =
                    trainers.computeIfAbsent(candidate.trainer(), t -> context.broadcast(TrainerMessage.of(t)));
            tasks.add(new TrainingTask(trainer, candidate.architecture().text(), candidate.seed()));
        }
        BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        Thread job = new Thread(() -> messages.add(run(tasks, messages)), "spark job");
        job.setDaemon(true);
        job.start();
        try {
            take(candidates, messages, results);
        } catch (InterruptedException e) {
            throw new CancellationException("training was interrupted; the journal holds what was done before");
        } finally {
            context.sc().cancelAllJobs();
            trainers.values().forEach(trainer -> trainer.destroy());
        }
    }

    private static void take(List<Candidate> candidates, BlockingQueue<Message> messages, Results results)
            throws IOException, InterruptedException {
        for (Message message = messages.take(); ; message = messages.take()) {
            if (message instanceof Message.Done done) {
                TrainingTask.Result result = done.result();
                results.accept(new Entry(
                        candidates.get(done.position()).key(),
                        result.test(),
                        Double.isNaN(result.validation())
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(result.validation()),
                        result.diverged(),
                        result.seconds()));
            } else if (message instanceof Message.Over over) {
                if (over.failure().isPresent()) {
                    throw failure(candidates, over.failure().get());
                }
                return;
            }
        }
    }

    /** Runs a job of one task a candidate; its end. */
    private Message run(List<TrainingTask> tasks, BlockingQueue<Message> messages) {
        JavaRDD<TrainingTask> rdd = context.parallelize(tasks, tasks.size());
        ClassTag<TrainingTask.Result> tag = ClassTag$.MODULE$.apply(TrainingTask.Result.class);
        Function2<TaskContext, Iterator<TrainingTask>, TrainingTask.Result> train =
                (Function2<TaskContext, Iterator<TrainingTask>, TrainingTask.Result> & Serializable)
                        (task, one) -> one.next().train();
        Function2<Object, TrainingTask.Result, BoxedUnit> handler = (position, result) -> {
            messages.add(new Message.Done((Integer) position, result));
            return BoxedUnit.UNIT;
        };
        try {
            context.sc().runJob(rdd.rdd(), train, handler, tag);
            return new Message.Over(Optional.empty());
        } catch (Exception | Error e) {
            // Whatever it is, whoever waits for the job's end has to get it.
            return new Message.Over(Optional.of(e));
        }
    }

    private static IOException failure(List<Candidate> candidates, Throwable failure) {
        Matcher task = FAILED.matcher(String.valueOf(failure.getMessage()));
        return task.find()
                ? new CandidateFailedException(
                        candidates.get(Integer.parseInt(task.group(1))).key(), task.group(2), failure)
                : new IOException("the Spark cluster failed: " + failure.getMessage(), failure);
    }

    @Override
    public void close() {
        context.close();
    }
}
