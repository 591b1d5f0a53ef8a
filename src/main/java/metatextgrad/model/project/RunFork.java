package metatextgrad.model.project;

/**
 * What distinguishes a fork from the run whose recorded calls it repeats.
 *
 * @param step the first step of the race with the settings of the project, from 1
 * @param before the settings of the steps before it
 */
public record RunFork(int step, LoopSettings before) {
    public RunFork {
        if (step < 1) throw new IllegalArgumentException("a fork begins at step 1 or later");
    }
}
