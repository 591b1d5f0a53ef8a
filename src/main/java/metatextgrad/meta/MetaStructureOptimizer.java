package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.StructureJson;
import metatextgrad.llm.Message;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.prompt.PromptTemplate;
import metatextgrad.strategy.DryRun;
import metatextgrad.strategy.OptimizerRules;
import metatextgrad.strategy.Strategies;
import metatextgrad.strategy.StructureRepair;

/**
 * Composes an optimizer from the prompt-optimized ones (METHOD §1.5). The request shows the
 * references, each with its purpose, and the best optimizer so far if it is none of them. In the
 * paper's search it shows no task and no score. A reply must pass the checks of METHOD §4.6 before
 * any call is billed.
 *
 * @param references the prompt-optimized optimizers, in the order of the request
 * @param best M*
 * @param seen {@link OptimizerSpec#phasesId} of the optimizers tried so far
 * @param maxSteps inner iterations I of a trial
 * @param perPhase whether each phase may have that many steps, or all phases together
 * @param rules the rules for its new texts
 */
record MetaStructureOptimizer(
        List<OptimizerSpec> references,
        OptimizerSpec best,
        List<String> seen,
        int maxSteps,
        boolean perPhase,
        TextRules rules) {
    private static final PromptTemplate REQUEST = PromptTemplate.named("meta-structure");

    MetaStructureOptimizer {
        references = List.copyOf(references);
        seen = List.copyOf(seen);
    }

    /**
     * Builds the request.
     *
     * @param problems the errors in the last reply; none at the first attempt
     * @param nearby the last reply as code alone would fix it
     */
    List<Message> request(List<String> problems, Optional<OptimizerSpec> nearby) {
        return request(problems, nearby, Optional.empty());
    }

    /** Builds the request of a race, which also shows what the race has shown so far. */
    List<Message> request(
            List<String> problems,
            Optional<OptimizerSpec> nearby,
            Optional<StructureHistory> history) {
        boolean race = history.isPresent();
        Map<String, Object> values = new TreeMap<>();
        values.put("steps", "" + maxSteps);
        values.put("perPhase", perPhase);
        values.put("references", references.stream().map(one -> shown(one, race)).toList());
        values.put("best", references.contains(best) ? List.of() : List.of(shown(best, race)));
        values.put("history", history.map(MetaStructureOptimizer::shown).stream().toList());
        values.put("example", StructureJson.brief(StructureExample.of(given(), maxSteps)));
        values.put(
                "complaint",
                problems.isEmpty()
                        ? List.of()
                        : List.of(Map.of("text", String.join("; ", problems))));
        values.put(
                "nearby",
                nearby.map(spec -> List.of(Map.of("json", StructureJson.write(spec))))
                        .orElse(List.of()));
        return List.of(Message.user(REQUEST.fill(values)));
    }

    /** Returns the content ids of the optimizers that a composition is made from. */
    List<String> parents() {
        List<String> parents = new ArrayList<>();
        references.forEach(reference -> parents.add(reference.contentId()));
        if (!references.contains(best)) parents.add(best.contentId());
        return parents;
    }

    ParsedProposal read(String reply, Program seed) {
        OptimizerSpec spec;
        try {
            spec = StructureJson.read(reply, this::model);
        } catch (InvalidFile e) {
            return new ParsedProposal.Invalid(e.problems());
        }
        return checked(spec, seed);
    }

    /**
     * Returns a reply whose phases break the rules as code alone would fix it; empty if code cannot
     * fix it.
     */
    Optional<OptimizerSpec> repaired(String reply) {
        try {
            OptimizerSpec spec = StructureJson.read(reply, this::model);
            return StructureRepair.of(spec, strategies(), most(spec))
                    .filter(repaired -> !repaired.equals(spec))
                    .filter(repaired -> repeated(repaired).isEmpty());
        } catch (InvalidFile e) {
            return Optional.empty();
        }
    }

    /** Applies the checks of METHOD §4.6 to an optimizer of any origin. */
    ParsedProposal checked(OptimizerSpec spec, Program seed) {
        List<String> errors = new ArrayList<>(OptimizerRules.check(spec, strategies(), most(spec)));
        if (perPhase && spec.phases().stream().anyMatch(phase -> phase.steps() > maxSteps))
            errors.add("a phase has more than %d steps".formatted(maxSteps));
        if (!errors.isEmpty()) return new ParsedProposal.Invalid(errors);
        Optional<String> repeated = repeated(spec);
        if (repeated.isPresent()) return new ParsedProposal.Invalid(List.of(repeated.get()));
        List<String> texts = rules.problems(spec, given());
        if (!texts.isEmpty()) return new ParsedProposal.Invalid(texts);
        return DryRun.check(spec, seed)
                .<ParsedProposal>map(problem -> new ParsedProposal.Invalid(List.of(problem)))
                .orElse(new ParsedProposal.Valid(spec));
    }

    private int most(OptimizerSpec spec) {
        return perPhase ? maxSteps * spec.phases().size() : maxSteps;
    }

    /**
     * Rejects phases that were tried before: a second trial shows nothing new, and a new name makes
     * no new optimizer.
     */
    private Optional<String> repeated(OptimizerSpec spec) {
        for (OptimizerSpec reference : references) {
            if (reference.phases().equals(spec.phases()))
                return Optional.of("it has the same phases as `%s`".formatted(reference.name()));
        }
        return seen.contains(spec.phasesId())
                ? Optional.of("it has the same phases as one that was tried before")
                : Optional.empty();
    }

    private TreeSet<String> strategies() {
        return references.stream()
                .flatMap(reference -> reference.phases().stream())
                .map(Phase::strategy)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Returns the first phase of this strategy, best optimizer first; a default phase if there is
     * none.
     */
    private Phase model(String strategy) {
        return given().stream()
                .flatMap(spec -> spec.phases().stream())
                .filter(phase -> phase.strategy().equals(strategy))
                .findFirst()
                .orElseGet(() -> Strategies.plain(strategy));
    }

    /** Returns the optimizers that a composition is made from, best first. */
    private List<OptimizerSpec> given() {
        List<OptimizerSpec> given = new ArrayList<>(List.of(best));
        given.addAll(references);
        return given;
    }

    private static Map<String, Object> shown(StructureHistory history) {
        boolean none = history.missed().isEmpty();
        return Map.of(
                "tried",
                history.triedRows(),
                "nodes",
                NodeTypes.of(history.best()),
                "failures",
                none ? List.of() : List.of(Map.of("missed", RaceHistory.rows(history.missed()))));
    }

    private static Map<String, String> shown(OptimizerSpec spec, boolean race) {
        String purpose =
                spec.phases().stream()
                        .map(phase -> Strategies.named(phase.strategy()).purpose())
                        .distinct()
                        .collect(Collectors.joining("; then "));
        return Map.of(
                "purpose",
                purpose,
                "text",
                race ? OptimizerText.inRace(spec) : OptimizerText.of(spec),
                "json",
                StructureJson.write(spec));
    }
}
