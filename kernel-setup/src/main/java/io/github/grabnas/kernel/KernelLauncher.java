package io.github.grabnas.kernel;

import org.rapaio.jupyter.kernel.MainApp;
import org.rapaio.jupyter.kernel.channels.Channels;
import org.rapaio.jupyter.kernel.channels.LoopThread;
import org.rapaio.jupyter.kernel.core.ConnectionProperties;
import org.rapaio.jupyter.kernel.core.RapaioKernel;
import org.rapaio.jupyter.kernel.core.Transform;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts rapaio-jupyter-kernel in the place of its own main class: its channels are read only when it is ready, and an
 * interrupt from Jupyter reaches the running cell. Why both are needed is written in {@code kernel-setup/README.md}.
 */
public final class KernelLauncher {

    private KernelLauncher() {}

    /**
     * Runs the kernel until Jupyter shuts it down.
     *
     * @param arguments the connection file that Jupyter writes
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length != 1) {
            System.err.println("The kernel is started by Jupyter, with the name of a connection file; got "
                    + arguments.length + " arguments.");
            System.exit(2);
        }
        // The kernel logs every message, and the connection's key.
        Logger.getLogger("").setLevel(Level.WARNING);
        ConnectionProperties connection =
                Transform.fromJson(Files.readString(Path.of(arguments[0])), ConnectionProperties.class);
        RapaioKernel kernel = quietly();
        Channels channels = new Channels(connection);
        CellInterruption.of(kernel.javaEngine()).onInterruptSignal();
        try {
            channels.connect(kernel);
        } catch (RuntimeException e) {
            // Jupyter chooses the ports before Java runs, and another process may have taken one. When this process has
            // ended, Jupyter starts another on other ports.
            System.err.println(
                    "The kernel cannot listen on the ports that Jupyter chose; another process may have taken one of "
                            + List.of(
                                    connection.shellPort(),
                                    connection.iopubPort(),
                                    connection.stdinPort(),
                                    connection.controlPort(),
                                    connection.hbPort())
                            + " (" + e.getMessage() + ").");
            System.exit(1);
        }
        LoopThread.allConnected();
        channels.joinUntilClose();
        // Threads that a cell has left running must not keep the process.
        System.exit(0);
    }

    /** The kernel; while it is made, it prints every entry of the class path. */
    private static RapaioKernel quietly() {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        try {
            return MainApp.kernel;
        } finally {
            System.setOut(out);
        }
    }
}
