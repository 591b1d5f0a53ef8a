package metatextgrad.services.mtg;

import java.util.concurrent.Callable;
import metatextgrad.model.PromptVersion;
import metatextgrad.model.PromptsServed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one version. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description =
                "Shows a version: what speaks for it, how it is served and why, how to undo that, and what it changes.")
final class PromptsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "VERSION", description = "Its id, or the first letters.")
    private String version = "";

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output = Output.table;

    @Override
    public Integer call() {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            KnownPrompts known = KnownPrompts.of(cluster);
            PromptVersion one = known.named(version);
            PromptsServed table = known.table(one.project());
            PromptSheet sheet = new PromptSheet(known, one, table, LiveContest.of(cluster, table));
            switch (output) {
                case table -> sheet.table().forEach(System.out::println);
                case json -> System.out.println(sheet.json());
            }
        }
        return Exit.OK.code();
    }
}
