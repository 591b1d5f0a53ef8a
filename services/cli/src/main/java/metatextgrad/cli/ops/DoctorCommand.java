package metatextgrad.cli.ops;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.cli.cluster.ConnectionOptions;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.TextTable;
import metatextgrad.cli.text.View;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds problems, and prints a fix for each. */
@Command(
        name = "doctor",
        description =
                "Checks broker, features, topics, rights, registry, clock, model, prices and disk, and prints a fix for each problem. Exit code 78 if there is one.")
@Prints(DoctorCommand.Findings.class)
public final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--spend",
            paramLabel = "MODEL",
            description = "Make one model call, which is billed.")
    private @Nullable String spend;

    @Mixin private ConnectionOptions connection = new ConnectionOptions();
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        if (spend != null && spend.isBlank())
            throw Exit.USAGE.problem("--spend is blank: specify a model");
        List<CheckResult> findings =
                new Doctor(connection.read(), InstantSource.system()).look(spend);
        output.print(new Findings(findings));
        return findings.stream().anyMatch(one -> one.status() == CheckResult.Status.PROBLEM)
                ? Exit.CONFIGURATION.code()
                : Exit.OK.code();
    }

    /** All findings. */
    record Findings(List<CheckResult> findings) implements View {
        @Override
        public List<String> text() {
            TextTable table = new TextTable();
            for (CheckResult one : findings) {
                table.row(
                        one.check(),
                        switch (one.status()) {
                            case OK -> "ok";
                            case UNKNOWN -> "-";
                            case PROBLEM -> "PROBLEM";
                        },
                        one.detail());
                if (one.fix() != null) table.row("", "", "fix: " + one.fix());
            }
            return table.lines();
        }
    }
}
