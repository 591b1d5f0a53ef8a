package metatextgrad.strategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;

/**
 * A change of an optimizer's phases that needs no model. {@link OptimizerRules} decides whether the
 * result may be tried. Positions start at 0. Pure.
 */
public sealed interface StructureChange {
    /** Adds a phase at the end. */
    record Append(Phase phase) implements StructureChange {}

    /** Exchanges two phases. */
    record Swap(int one, int other) implements StructureChange {}

    /** Removes a phase. */
    record Drop(int place) implements StructureChange {}

    /**
     * Splits a phase of several steps in two. {@code first} is the number of steps of the first
     * part.
     */
    record Split(int place, int first) implements StructureChange {}

    /** Sends the requests of a phase to the model of another role. */
    record Retarget(int place, ModelRole model) implements StructureChange {}

    /**
     * Returns the phases after this change, with the name unchanged.
     *
     * @throws IllegalArgumentException if the change names phases or steps that do not exist, or
     *     leaves no phase
     */
    default OptimizerSpec apply(OptimizerSpec spec) {
        List<Phase> phases = new ArrayList<>(spec.phases());
        switch (this) {
            case Append append -> phases.add(append.phase());
            case Swap swap -> {
                at(spec, swap.one());
                at(spec, swap.other());
                Collections.swap(phases, swap.one(), swap.other());
            }
            case Drop drop -> {
                at(spec, drop.place());
                phases.remove(drop.place());
            }
            case Split split -> {
                Phase whole = at(spec, split.place());
                phases.set(split.place(), whole.withSteps(split.first()));
                phases.add(split.place() + 1, whole.withSteps(whole.steps() - split.first()));
            }
            case Retarget retarget ->
                    phases.set(
                            retarget.place(),
                            at(spec, retarget.place()).withModel(retarget.model()));
        }
        return new OptimizerSpec(spec.name(), phases);
    }

    private static Phase at(OptimizerSpec spec, int place) {
        if (place < 0 || place >= spec.phases().size())
            throw new IllegalArgumentException(
                    "optimizer " + spec.name() + " has no phase " + place);
        return spec.phases().get(place);
    }
}
