package metatextgrad.experiments.live;

import java.util.List;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.DirectAnswer;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.model.Program;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;

/**
 * Simulated users: tasks in their order, and the model that answers them. After a third of the
 * tasks the model may change. Used by one thread.
 */
final class LiveTraffic {
    private final Project project;
    private final WorldFile world;
    private final boolean drifts;
    private final Simulator simulator;
    private final SimulatedModel model;
    private final List<TaskSubmitted> tasks;

    LiveTraffic(Project project, String world, boolean drifts, int tasks, long seed) {
        this.project = project;
        this.world = Worlds.find(world);
        this.drifts = drifts;
        this.simulator = new Simulator(this.world, seed);
        this.model = new SimulatedModel(simulator);
        this.tasks = DemoTasks.dyck.traffic(project.id(), tasks, seed);
    }

    SimulatedModel model() {
        return model;
    }

    int size() {
        return tasks.size();
    }

    /** Returns the task of this place; the model changes at its place. */
    TaskSubmitted task(int place) {
        if (drifts && place == tasks.size() / 3) simulator.become(world.drifted());
        return tasks.get(place);
    }

    /** Returns the score of a program of one call on a task, now. */
    double score(Program program, TaskSubmitted task) {
        String prompt = String.valueOf(program.onlyPrompt());
        return DirectAnswer.score(model, project.loop(), prompt, task);
    }
}
