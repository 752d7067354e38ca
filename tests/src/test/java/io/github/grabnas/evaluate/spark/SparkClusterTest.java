package io.github.grabnas.evaluate.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.grabnas.evaluate.training.CandidatePool;
import io.github.grabnas.evaluate.training.SparkWork;
import io.github.grabnas.evaluate.training.TrainingJournal;
import io.github.grabnas.evaluate.training.TrainingJournal.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A standalone cluster of real processes on the loopback address, of which a worker and the driver are killed. */
@Timeout(600)
class SparkClusterTest {

    private static final List<String> OPEN = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "sun.nio.ch",
            "sun.security.action",
            "sun.util.calendar");

    @TempDir
    private Path folder;

    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void spark_is_there() {
        assumeSpark();
    }

    /** Skips a test where Spark is missing, or does not run. */
    static void assumeSpark() {
        boolean built = true;
        try {
            Class.forName("org.apache.spark.SparkContext");
        } catch (ClassNotFoundException e) {
            built = false;
        }
        assumeTrue(built, "Spark is not on the class path; mvn -Pspark brings it there");
        assumeTrue(Runtime.version().feature() <= 21, "Spark runs on Java 17 and 21, not on " + Runtime.version());
    }

    @AfterEach
    void end_the_processes() throws InterruptedException, IOException {
        for (Process process : processes) {
            kill(process);
        }
        // JUnit warns of every link that it deletes.
        if (Files.exists(jars())) {
            try (Stream<Path> links = Files.list(jars())) {
                for (Path link : links.toList()) {
                    Files.delete(link);
                }
            }
        }
    }

    private Path jars() {
        return folder.resolve("spark").resolve("jars");
    }

    /** SIGKILL, first for its children: a worker's executors. */
    private static void kill(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
    }

    /** Spark's jars in a folder, as an installation has them: everything on the class path but the library's own. */
    private Path sparkHome() throws IOException {
        Path jars = Files.createDirectories(jars());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            String name = jar.getFileName().toString();
            if (name.endsWith(".jar") && !name.startsWith("grabnas")) {
                Files.createSymbolicLink(jars.resolve(name), jar.toAbsolutePath());
            }
        }
        return jars.getParent();
    }

    /** A command up to its main class, with what Spark needs. */
    static List<String> java(String classPath) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        OPEN.forEach(p -> command.addAll(List.of("--add-opens", "java.base/" + p + "=ALL-UNNAMED")));
        // Starts of processes are what takes long; the same bits come from plain loops, and code that is barely
        // compiled.
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dspark.executor.memory=512m",
                "-Dspark.executor.extraJavaOptions=-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
                "-cp",
                classPath));
        return command;
    }

    private Process start(String name, Path home, String classPath, String... arguments) throws IOException {
        List<String> command = java(classPath);
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private Process worker(String name, Path home, String master) throws IOException {
        return start(
                name,
                home,
                home.resolve("jars") + "/*",
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve(name).toString(),
                master);
    }

    private Process driver(String name, Path home, String master) throws IOException {
        return start(
                name,
                home,
                System.getProperty("java.class.path"),
                SparkWork.class.getName(),
                master,
                journal().toString());
    }

    private Path journal() {
        return folder.resolve("cluster.journal");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws InterruptedException {
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
    }

    /** Waits until the journal has so many trainings, while the driver lives. */
    private void awaitTrainings(int count, Process driver) throws IOException, InterruptedException {
        while (lines() < count + 1) {
            assertThat(driver.isAlive()).as(() -> log("driver")).isTrue();
            Thread.sleep(20);
        }
    }

    private long lines() throws IOException {
        if (!Files.exists(journal())) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(journal(), StandardCharsets.UTF_8)) {
            return lines.count();
        }
    }

    private String log(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void nothing_is_lost_and_nothing_twice_when_a_worker_and_the_driver_are_killed()
            throws IOException, InterruptedException {
        Path home = sparkHome();
        int port = freePort();
        String master = "spark://127.0.0.1:" + port;
        String[] head = {"--host", "127.0.0.1", "--port", Integer.toString(port), "--webui-port", "0"};
        start(
                "master",
                home,
                home.resolve("jars") + "/*",
                Stream.concat(Stream.of("org.apache.spark.deploy.master.Master"), Arrays.stream(head))
                        .toArray(String[]::new));
        awaitPort(port);
        Process first = worker("worker-1", home, master);
        worker("worker-2", home, master);
        Process driver = driver("driver", home, master);
        awaitTrainings(40, driver);
        kill(first);
        awaitTrainings(90, driver);
        kill(driver);
        assertThat(lines()).as("it was killed in the middle").isLessThan(201);
        Process again = driver("again", home, master);
        assertThat(again.waitFor()).as(() -> log("again")).isZero();
        assertThat(log("again"))
                .contains("training input output; on tiny with seed 0 failed again and again")
                .contains("--spark nowhere: Spark does not start: Could not parse Master URL: 'nowhere'")
                .contains("40 epochs on a local master: true")
                .contains("7 trainers by turns: true")
                .as("the second master's trainer, not the first one's")
                .contains("1 epochs on a local master: true");
        List<Entry> here;
        try (TrainingJournal journal = SparkWork.open(folder.resolve("here.journal"))) {
            here = new CandidatePool(1).train(SparkWork.candidates(), journal, entry -> {});
        }
        try (TrainingJournal journal = SparkWork.open(journal())) {
            assertThat(journal.warning()).isEmpty();
            assertThat(journal.entries()).hasSize(200);
            for (Entry entry : here) {
                Entry there = journal.find(entry.key()).orElseThrow();
                assertThat(there.accuracy()).isEqualTo(entry.accuracy());
                assertThat(there.validation()).isEqualTo(entry.validation());
                assertThat(there.diverged()).isEqualTo(entry.diverged());
            }
        }
    }
}
