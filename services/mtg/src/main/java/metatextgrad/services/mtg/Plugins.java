package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNullElse;

import java.util.ServiceConfigurationError;
import metatextgrad.optimize.Strategies;
import metatextgrad.task.Evaluators;

/** Strategies and evaluators that users' jars bring along. */
final class Plugins {
    private Plugins() {}

    /**
     * @throws EnvironmentProblem if one cannot be loaded: nothing works before that is mended
     */
    static void requireSound() {
        try {
            Strategies.names();
            Evaluators.names();
        } catch (ServiceConfigurationError | LinkageError e) {
            Throwable cause =
                    e instanceof ExceptionInInitializerError
                            ? requireNonNullElse(e.getCause(), e)
                            : e;
            throw Exit.CONFIGURATION.problem(
                    e,
                    "a strategy or an evaluator of a jar cannot be used: %s; mend the jar or take it out of plugins",
                    String.valueOf(cause.getMessage()).strip());
        }
    }
}
