package metatextgrad.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.statistics.Seeds;
import metatextgrad.strategy.StructureChange;

/**
 * Draws structures at random. An experiment compares the meta model's structures with them. Each is
 * one of the references after one to four changes. All kinds of change are equally likely, and the
 * same checks apply. The same seed draws the same structure. Pure.
 *
 * @param references the prompt-optimized optimizers; their phases may be appended
 * @param maxSteps inner iterations I of a trial
 */
record RandomStructures(List<OptimizerSpec> references, int maxSteps) {
    private static final int MAX_CHANGES = 4;
    private static final int KINDS = 5;

    /** Some thousands of the structures over two phases are valid, so this many draws find one. */
    private static final int MAX_DRAWS = 1000;

    RandomStructures {
        references = List.copyOf(references);
    }

    /** Returns the first valid draw; empty if no draw was valid. */
    Optional<OptimizerSpec> draw(String name, Predicate<OptimizerSpec> sound, Seeds random) {
        for (int i = 0; i < MAX_DRAWS; i++) {
            Optional<OptimizerSpec> drawn = changed(random).filter(sound);
            if (drawn.isPresent())
                return Optional.of(new OptimizerSpec(name, drawn.get().phases()));
        }
        return Optional.empty();
    }

    private Optional<OptimizerSpec> changed(Seeds random) {
        OptimizerSpec spec = random.oneOf(references);
        for (int left = random.between(1, MAX_CHANGES); left > 0; left--) {
            Optional<StructureChange> change = change(spec, random);
            if (change.isEmpty()) return Optional.empty();
            spec = change.get().apply(spec);
        }
        return Optional.of(spec);
    }

    /** Returns empty if a change of the drawn kind is impossible. */
    private Optional<StructureChange> change(OptimizerSpec spec, Seeds random) {
        int last = spec.phases().size() - 1;
        int place = random.between(0, last);
        Phase phase = spec.phases().get(place);
        return switch (random.below(KINDS)) {
            case 0 -> Optional.of(new StructureChange.Append(appended(random)));
            case 1 -> Optional.of(new StructureChange.Swap(place, random.between(0, last)));
            case 2 -> last == 0 ? Optional.empty() : Optional.of(new StructureChange.Drop(place));
            case 3 ->
                    phase.steps() == 1
                            ? Optional.empty()
                            : Optional.of(
                                    new StructureChange.Split(
                                            place, random.between(1, phase.steps() - 1)));
            default -> Optional.of(new StructureChange.Retarget(place, other(phase.model())));
        };
    }

    private Phase appended(Seeds random) {
        List<Phase> phases = new ArrayList<>();
        references.forEach(reference -> phases.addAll(reference.phases()));
        return random.oneOf(phases).withSteps(random.between(1, maxSteps));
    }

    private static ModelRole other(ModelRole role) {
        return role == ModelRole.META ? ModelRole.OPTIMIZER : ModelRole.META;
    }
}
