package metatextgrad.cli.input;

import java.net.InetAddress;
import java.net.UnknownHostException;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names who sends a command: a claim for the log, which nothing proves. */
public final class OperatorOption {
    private static final int LONGEST = 100;

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description =
                    "Who does this; it is kept with the change, but not verified (default:"
                            + " user@host).")
    private @Nullable String as;

    /**
     * Returns what the user typed, or else {@code user@host}.
     *
     * @throws EnvironmentProblem if it is blank, longer than 100 characters or more than a line
     */
    public String name() {
        return of(as);
    }

    static String of(@Nullable String typed) {
        if (typed == null) return System.getProperty("user.name") + "@" + host();
        String name = typed.strip();
        if (name.isEmpty()
                || name.length() > LONGEST
                || name.chars().anyMatch(Character::isISOControl))
            throw Exit.USAGE.problem(
                    "--as must be one line of 1 to %d characters, such as ada@example.org",
                    LONGEST);
        return name;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
