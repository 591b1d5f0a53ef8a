package metatextgrad.model;

import java.util.List;

/**
 * An optimizer as data: ordered phases. It never contains code that runs in this process (METHOD
 * §4.6).
 */
public record OptimizerSpec(String name, List<Phase> phases) {
    public OptimizerSpec {
        name = Text.nonBlank(name, "optimizer name");
        phases = List.copyOf(phases);
        if (phases.isEmpty())
            throw new IllegalArgumentException("optimizer " + name + " has no phase");
    }

    /** Number of inner iterations I of a trial. */
    public int steps() {
        return phases.stream().mapToInt(Phase::steps).sum();
    }

    /** The phase of a step, counted from 1. */
    public Phase phase(int step) {
        return phases.get(phaseNumber(step));
    }

    /** The place of the phase of a step, from 0. Steps are counted from 1. */
    public int phaseNumber(int step) {
        int last = 0;
        for (int number = 0; number < phases.size(); number++) {
            last += phases.get(number).steps();
            if (step <= last) return number;
        }
        throw new IllegalArgumentException("optimizer " + name + " has no step " + step);
    }

    /** This optimizer with the phase of one step only, and that one step. */
    public OptimizerSpec only(int step) {
        return new OptimizerSpec(name, List.of(phase(step).withSteps(1)));
    }

    /**
     * This optimizer with one step of one phase only, or of its first phase if it has no such
     * phase.
     *
     * @param step number of the step within the phase, from 1; the last one is repeated
     */
    public OptimizerSpec only(int phase, int step) {
        int of = phase < phases.size() ? phase : 0;
        int before = phases.subList(0, of).stream().mapToInt(Phase::steps).sum();
        return only(before + Math.min(step, phases.get(of).steps()));
    }

    /**
     * The description that the meta prompt optimizer improves in the paper's search: the one of the
     * last phase (METHOD §1.4).
     */
    public String taskDescription() {
        return phases.getLast().taskDescription();
    }

    /** This optimizer with only the task description of its last phase replaced. */
    public OptimizerSpec withTaskDescription(String text) {
        return withTaskDescription(phases.size() - 1, text);
    }

    /** This optimizer with only the task description of one phase replaced, counted from 0. */
    public OptimizerSpec withTaskDescription(int phase, String text) {
        List<Phase> changed = new java.util.ArrayList<>(phases);
        changed.set(phase, phases.get(phase).withTaskDescription(text));
        return new OptimizerSpec(name, changed);
    }

    /** The hash of the phases. Two optimizers with equal phases behave the same under any name. */
    public String phasesId() {
        return ContentHash.of("phases", phases.stream().map(Phase::content).toList());
    }

    public String contentId() {
        return ContentHash.of("optimizer", name, phases.stream().map(Phase::content).toList());
    }
}
