package metatextgrad.cli.ops;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.cli.cluster.ConnectionOptions;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.config.SettingsReader;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds problems, and prints a fix for each. */
@Command(
        name = "doctor",
        description =
                "Checks broker, features, topics, transactions, rights, registry, clock, model, prices and disk, and prints a fix for each problem. Exit code 78 if there is one.")
@Prints(DoctorCommand.Findings.class)
public final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--spend",
            paramLabel = "MODEL",
            description = "Make one model call, which is billed.")
    private @Nullable String spend;

    @Option(
            names = "--project",
            paramLabel = "FILE",
            description =
                    "Also check this project: whether a run on --tasks can gain, in 40 calls or fewer, which are billed.")
    private @Nullable Path project;

    @Option(names = "--tasks", paramLabel = "FILE", description = "The tasks for --project.")
    private @Nullable Path tasks;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (spend != null && spend.isBlank())
            throw Exit.USAGE.problem("--spend is blank: specify a model");
        if ((project == null) != (tasks == null))
            throw Exit.USAGE.problem("--project and --tasks belong together: specify both");
        ProjectCheck check =
                project == null || tasks == null ? null : ProjectCheck.read(project, tasks);
        List<CheckResult> findings = new ArrayList<>();
        Consumer<CheckResult> found =
                finding -> {
                    findings.add(finding);
                    lines(finding).forEach(output.lines());
                };
        SettingsReader configured = connection.read();
        new Doctor(configured, InstantSource.system()).look(spend, found);
        if (check != null) check.look(configured.model(), found);
        output.print(new Findings(findings));
        return findings.stream().anyMatch(one -> one.status() == CheckResult.Status.PROBLEM)
                ? Exit.CONFIGURATION.code()
                : Exit.OK.code();
    }

    /** Returns the lines of one check. */
    static List<String> lines(CheckResult one) {
        String status =
                switch (one.status()) {
                    case OK -> "ok";
                    case UNKNOWN -> "-";
                    case PROBLEM -> "PROBLEM";
                };
        String line = line(one.check(), status, one.detail());
        return one.fix() == null ? List.of(line) : List.of(line, line("", "", "fix: " + one.fix()));
    }

    /** Columns have fixed widths, since a line is printed before the next check ends. */
    private static String line(String check, String status, String detail) {
        return Texts.format("%-8s  %-7s  %s", check, status, detail);
    }

    /** All findings. Each was printed as text when its check ended. */
    record Findings(List<CheckResult> findings) implements View {
        Findings {
            findings = List.copyOf(findings);
        }

        @Override
        public List<String> text() {
            return List.of();
        }
    }
}
