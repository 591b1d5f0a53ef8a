package metatextgrad.cli.budget;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.Prints;
import metatextgrad.config.SettingsReader;
import metatextgrad.json.Suggestions;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.project.Prices;
import metatextgrad.process.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Budgets: their limits, and what was spent. */
@Command(
        name = "budget",
        description = "Shows and sets limits per project and for all projects together.",
        subcommands = BudgetSetCommand.class)
public final class BudgetCommand {
    @Command(name = "show", description = "Shows limits and spending, of one budget or of all.")
    @Prints(BudgetListView.class)
    int show(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "BUDGET",
                            description =
                                    "A project, or * for all projects together (default: every budget).")
                    @Nullable String budget,
            @Mixin ClusterOptions options) {
        SettingsReader configured = options.read();
        try (Cluster cluster = Cluster.connect(configured.settings())) {
            BudgetCatalog known = BudgetCatalog.of(cluster);
            Prices prices = configured.model().prices();
            ModelsWithoutPrice unpriced =
                    ModelsWithoutPrice.of(ProjectsCommand.projects(cluster), prices);
            List<String> names = budget == null ? known.names() : List.of(named(known, budget));
            return options.print(BudgetListView.of(known, names, today(), prices, unpriced));
        }
    }

    /** Returns the number of days since 1970-01-01, in UTC. */
    public static long today() {
        return LocalDate.now(ZoneOffset.UTC).toEpochDay();
    }

    private static String named(BudgetCatalog known, String budget) {
        if (known.names().contains(budget)) return budget;
        throw Exit.NOT_FOUND.problem(
                "no budget of %s%s",
                budget,
                Suggestions.closest(budget, known.names())
                        .filter(name -> !name.equals(BudgetLimits.ALL))
                        .map("; did you mean %s?"::formatted)
                        .orElse(": it has no limit and has spent nothing"));
    }
}
