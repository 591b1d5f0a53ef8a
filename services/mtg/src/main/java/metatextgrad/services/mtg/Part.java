package metatextgrad.services.mtg;

import metatextgrad.streams.Health;
import org.jspecify.annotations.Nullable;

/** What a process of one service runs. */
interface Part extends Health, AutoCloseable {
    /** What made it stop by itself; null while it goes on. */
    @Nullable EnvironmentProblem end();

    @Override
    void close();

    /** The end of a part that may work when it is started again. */
    static EnvironmentProblem failed(String name, String reason) {
        return Exit.FAILURE.problem(
                "%s stopped (%s): start again", name, reason.replaceAll("\\s+", " "));
    }
}
