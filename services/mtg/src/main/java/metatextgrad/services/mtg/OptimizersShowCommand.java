package metatextgrad.services.mtg;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one optimizer. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows an optimizer: phases, what it was made from, what speaks for it.")
final class OptimizersShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "Its id, or the first letters.")
    private String id = "";

    @Option(
            names = {"-o", "--output"},
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Output output = Output.table;

    @Override
    public Integer call() {
        try (Cluster cluster = Cluster.connect(Configured.read().settings())) {
            OptimizerSheet sheet = OptimizersCommand.sheet(cluster, id);
            switch (output) {
                case table -> sheet.table().forEach(System.out::println);
                case json -> System.out.println(sheet.json());
            }
        }
        return Exit.OK.code();
    }
}
