package metatextgrad.cli;

import static java.util.Objects.requireNonNullElse;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import metatextgrad.evaluator.Evaluators;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.strategy.Strategies;

/** Strategies, evaluators and commands from users' jars. */
final class Plugins {
    private Plugins() {}

    /**
     * @throws EnvironmentProblem if one cannot be loaded
     */
    static void requireLoadable() {
        try {
            Strategies.names();
            Evaluators.names();
            ServiceLoader.load(ModuleCommand.class).forEach(command -> {});
        } catch (ServiceConfigurationError | LinkageError e) {
            Throwable cause =
                    e instanceof ExceptionInInitializerError
                            ? requireNonNullElse(e.getCause(), e)
                            : e;
            throw Exit.CONFIGURATION.problem(
                    e,
                    "a strategy, an evaluator or a command of a jar cannot be used: %s; fix the jar or remove it from plugins",
                    String.valueOf(cause.getMessage()).strip());
        }
    }
}
