package metatextgrad.services.mtg;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import metatextgrad.json.Suggestions;
import metatextgrad.model.BudgetLimits;
import metatextgrad.model.Prices;
import metatextgrad.streams.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What projects may spend, and have spent. */
@Command(
        name = "budget",
        mixinStandardHelpOptions = true,
        description = "Limits of projects and of all together, and what was spent of them.",
        subcommands = BudgetSetCommand.class)
final class BudgetCommand {
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows limits and what was spent, of one budget or of all.")
    int show(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "BUDGET",
                            description =
                                    "A project, or * for all together; each, if none is named.")
                    @Nullable String budget,
            @Option(
                            names = {"-o", "--output"},
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    Output output) {
        SettingsReader configured = Configured.read();
        try (Cluster cluster = Cluster.connect(configured.settings())) {
            KnownBudgets known = KnownBudgets.of(cluster);
            List<String> names = budget == null ? known.names() : List.of(named(known, budget));
            Prices prices = configured.model().prices();
            BudgetText text =
                    new BudgetText(
                            known,
                            today(),
                            prices,
                            Unpriced.of(ProjectsCommand.projects(cluster), prices));
            switch (output) {
                case table -> text.table(names).forEach(System.out::println);
                case json -> System.out.println(text.json(names));
            }
        }
        return Exit.OK.code();
    }

    static long today() {
        return LocalDate.now(ZoneOffset.UTC).toEpochDay();
    }

    private static String named(KnownBudgets known, String budget) {
        if (known.names().contains(budget)) return budget;
        throw Exit.NOT_FOUND.problem(
                "no budget of %s%s",
                budget,
                Suggestions.closest(budget, known.names())
                        .filter(name -> !name.equals(BudgetLimits.ALL))
                        .map("; did you mean %s?"::formatted)
                        .orElse(": nothing is limited or spent under this name"));
    }
}
