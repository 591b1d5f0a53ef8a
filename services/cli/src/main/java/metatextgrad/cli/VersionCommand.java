package metatextgrad.cli;

import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.View;
import metatextgrad.process.ProgramVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/** The versions that a bug report needs. */
@Command(name = "version", description = "Shows the versions of mtg, Java and the system.")
@Prints(VersionCommand.VersionView.class)
final class VersionCommand implements IVersionProvider, Callable<Integer> {
    @Mixin private OutputOptions output = new OutputOptions();

    /** Versions; see {@link ProgramVersion}. */
    record VersionView(String mtg, String java, String system, String architecture)
            implements View {
        static VersionView now() {
            return new VersionView(
                    ProgramVersion.text(),
                    Runtime.version().toString(),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"));
        }

        @Override
        public List<String> text() {
            return List.of("mtg %s (Java %s, %s %s)".formatted(mtg, java, system, architecture));
        }
    }

    @Override
    public String[] getVersion() {
        return VersionView.now().text().toArray(String[]::new);
    }

    @Override
    public Integer call() {
        return output.print(VersionView.now());
    }
}
