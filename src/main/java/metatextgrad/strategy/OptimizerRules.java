package metatextgrad.strategy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import metatextgrad.json.Json;
import metatextgrad.json.ReplyText;
import metatextgrad.json.Suggestions;
import metatextgrad.model.Aspect;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Text;

/**
 * Checks whether a specification may become an optimizer (METHOD §4.6). People and models write
 * optimizers. The checks find errors before any call is billed. Pure.
 */
public final class OptimizerRules {
    private static final int MAX_PHASES = 16;
    private static final int MAX_BYTES = 64 * 1024;

    private final OptimizerSpec spec;
    private static final int MAX_NAME = 200;

    private final List<String> known;
    private final List<String> errors = new ArrayList<>();

    private OptimizerRules(OptimizerSpec spec, List<String> known) {
        this.spec = spec;
        this.known = known;
    }

    /**
     * Returns the problems, one line each, in the order of the method's checks; empty if there are
     * none.
     *
     * @param known the strategies the specification may use
     * @param maxSteps the largest number of inner iterations I of a trial
     */
    public static List<String> check(OptimizerSpec spec, Collection<String> known, int maxSteps) {
        OptimizerRules rules = new OptimizerRules(spec, List.copyOf(known));
        rules.checkName();
        spec.phases().forEach(rules::checkStrategy);
        rules.checkOrder();
        if (spec.steps() > maxSteps)
            rules.errors.add(
                    "the phases have %s steps in all, at most %s are allowed"
                            .formatted(spec.steps(), maxSteps));
        rules.checkSize();
        rules.checkNoAddress();
        return List.copyOf(rules.errors);
    }

    /** Checks the name, which appears in tables, on terminals and in file names. */
    private void checkName() {
        if (spec.name().length() > MAX_NAME
                || spec.name().chars().anyMatch(Character::isISOControl))
            errors.add(
                    "its name must have at most %s characters, none of them a control character"
                            .formatted(MAX_NAME));
    }

    private void checkStrategy(Phase phase) {
        String name = phase.strategy();
        if (!known.contains(name)) {
            errors.add(
                    "no strategy is called `%s`.%s Known: %s"
                            .formatted(
                                    name,
                                    Suggestions.didYouMean(name, known),
                                    String.join(", ", known)));
            return;
        }
        OptimizerStrategy strategy = Strategies.named(name);
        Aspect aspect = strategy.aspect();
        if (phase.aspect() != aspect)
            errors.add(
                    "a phase of strategy `%s` improves the %s, and only that: not the %s"
                            .formatted(name, Text.lower(aspect), Text.lower(phase.aspect())));
        checkMomentum(strategy, phase);
    }

    /**
     * Checks the momentum: a strategy that shows past texts needs one, and others must have none.
     */
    private void checkMomentum(OptimizerStrategy strategy, Phase phase) {
        if (strategy.momentum() == 0 && phase.momentum() > 0)
            errors.add(
                    "a phase of strategy `%s` shows no past texts: leave its momentum out, or take strategy `momentum`"
                            .formatted(strategy.name()));
        if (strategy.momentum() > 0 && phase.momentum() == 0)
            errors.add(
                    "a phase of strategy `%s` shows past texts: its momentum must be at least 1"
                            .formatted(strategy.name()));
    }

    /** Checks that a structure phase comes first, because it overwrites tuned prompts. */
    private void checkOrder() {
        boolean tuned = false;
        for (Phase phase : spec.phases()) {
            if (phase.aspect() == Aspect.STRUCTURE && tuned) {
                errors.add(
                        "the structure phase `%s` comes after a prompt phase, whose prompts it would overwrite: put it first"
                                .formatted(phase.strategy()));
            }
            tuned |= phase.aspect() != Aspect.STRUCTURE;
        }
    }

    private void checkSize() {
        if (spec.phases().size() > MAX_PHASES)
            errors.add(
                    "the optimizer has %s phases, at most %s are allowed"
                            .formatted(spec.phases().size(), MAX_PHASES));
        String text = Json.write(spec);
        int bytes = text.getBytes(UTF_8).length;
        if (bytes > MAX_BYTES)
            errors.add(
                    "the optimizer has %s bytes, at most %s are allowed"
                            .formatted(bytes, MAX_BYTES));
        if (!ReplyText.encodable(text)) errors.add("a text ends in half of a character");
    }

    private void checkNoAddress() {
        if (Json.write(spec).contains("://"))
            errors.add("an optimizer must not contain a URL (`://`)");
    }
}
