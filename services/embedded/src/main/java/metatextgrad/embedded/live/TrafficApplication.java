package metatextgrad.embedded.live;

import java.util.function.Consumer;
import metatextgrad.process.EnvironmentProblem;

/** An application with its users. It serves as soon as its project has a table. */
interface TrafficApplication extends AutoCloseable {
    /**
     * Passes on what it does, until it has served all its tasks.
     *
     * @throws EnvironmentProblem if it ends before
     */
    void follow(Consumer<LiveSignal> signals);

    /** Ends it, and returns once it has ended. */
    @Override
    void close();
}
