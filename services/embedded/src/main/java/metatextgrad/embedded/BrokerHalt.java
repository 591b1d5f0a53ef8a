package metatextgrad.embedded;

import java.nio.file.Path;
import metatextgrad.cli.logging.Logs;
import metatextgrad.process.DiskSpace;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.process.ShutdownState;
import org.apache.kafka.common.utils.internals.Exit.Procedure;
import org.jspecify.annotations.Nullable;

/**
 * Prints a reason where Kafka prints none: a broker that cannot write to its folder halts the JVM.
 * The folder is then as after {@code kill -9}, and the next start recovers it.
 */
final class BrokerHalt {
    private BrokerHalt() {}

    /**
     * Replaces what Kafka does to end this process.
     *
     * @param disk of the data folder
     * @param temporary a folder to delete first, except for its logs; null for none
     */
    static void explain(DiskSpace disk, @Nullable Path temporary) {
        Procedure end = (code, message) -> end(disk, temporary);
        org.apache.kafka.common.utils.internals.Exit.setHaltProcedure(end);
        org.apache.kafka.common.utils.internals.Exit.setExitProcedure(end);
    }

    private static void end(DiskSpace disk, @Nullable Path temporary) {
        EnvironmentProblem problem = disk.problem().orElseGet(() -> stopped(disk.folder()));
        // A command that is ending has printed its reason.
        if (!ShutdownState.begun()) System.err.println("mtg: " + problem.getMessage());
        if (temporary != null) StaleTempFolders.deleteAllButLogs(temporary);
        Runtime.getRuntime().halt(problem.exit().code());
    }

    private static EnvironmentProblem stopped(Path data) {
        return Exit.FAILURE.problem(
                "Kafka cannot use the data folder %s any more: see the log %s, then start mtg again",
                data, Logs.file(data));
    }
}
