package metatextgrad.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.cli.testing.Repository;

/** A program of this machine. A test is skipped if its program is missing. */
public final class Tool {
    private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

    private Tool() {}

    /** The exit code and output of a program. */
    public record Result(int status, String output) {}

    public static void require(String program) {
        boolean there =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        assumeTrue(there, program + " is not installed: " + install(program));
    }

    /** Skips the test, and names the version, unless the program is this version or newer. */
    public static void require(String program, String oldest) {
        require(program);
        String printed = run(List.of(program, "--version")).output();
        Matcher version = VERSION.matcher(printed);
        boolean newEnough =
                version.find()
                        && ModuleDescriptor.Version.parse(version.group())
                                        .compareTo(ModuleDescriptor.Version.parse(oldest))
                                >= 0;
        assumeTrue(
                newEnough,
                "%s %s or newer is needed, and this is: %s"
                        .formatted(program, oldest, printed.lines().findFirst().orElse("unknown")));
    }

    public static Result run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(Repository.ROOT.toFile())
                            .redirectErrorStream(true)
                            .start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String install(String program) {
        return switch (program) {
            case "promtool" -> "apt-get install prometheus";
            case "kubernetes-validate" -> "pip install kubernetes-validate";
            default -> "apt-get install " + program;
        };
    }
}
