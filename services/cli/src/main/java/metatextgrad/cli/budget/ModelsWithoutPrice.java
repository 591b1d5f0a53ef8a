package metatextgrad.cli.budget;

import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import metatextgrad.model.event.BudgetLimits;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;

/** Models without a price, for each budget. No limit in dollars covers their calls. Pure. */
public record ModelsWithoutPrice(Map<String, SortedSet<String>> models) {
    public ModelsWithoutPrice {
        models = Map.copyOf(models);
    }

    public static ModelsWithoutPrice of(Collection<Project> projects, Prices prices) {
        Map<String, SortedSet<String>> models = new TreeMap<>();
        for (Project project : projects) {
            SortedSet<String> own =
                    project.loop().models().values().stream()
                            .map(ModelSpec::name)
                            .filter(name -> prices.of(name) == null)
                            .collect(Collectors.toCollection(TreeSet::new));
            models.put(project.id().value(), own);
            models.computeIfAbsent(BudgetLimits.ALL, all -> new TreeSet<>()).addAll(own);
        }
        return new ModelsWithoutPrice(models);
    }

    /** Returns the names of models for a budget. */
    public SortedSet<String> of(String budget) {
        return models.getOrDefault(budget, new TreeSet<>());
    }

    /** Returns one line; empty if limits in dollars cover every model, or none is set. */
    String warning(BudgetLimits limits) {
        boolean dollars = limits.whole().micros() != null || limits.day().micros() != null;
        SortedSet<String> own = of(limits.budget());
        if (!dollars || own.isEmpty()) return "";
        return "no price is known for %s, which %s: a limit in dollars does not cover its calls. Set a limit in tokens or calls, or specify a file with its price in MTG_PRICES."
                .formatted(
                        String.join(", ", own),
                        limits.budget().equals(BudgetLimits.ALL)
                                ? "projects use"
                                : limits.budget() + " uses");
    }
}
