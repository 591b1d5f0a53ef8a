package metatextgrad.wire;

import java.util.List;
import metatextgrad.json.Json;
import metatextgrad.json.ProjectJson;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.state.PinnedShares;
import metatextgrad.model.state.SetCount;

/** Projects, tasks and frozen sets of tasks. */
final class TaskWire {
    static final List<WirePair<?, ?>> PAIRS =
            List.of(
                    new WirePair<>(
                            ProjectDefined.class,
                            metatextgrad.events.ProjectDefined.class,
                            TaskWire::toAvro,
                            TaskWire::fromAvro),
                    new WirePair<>(
                            TaskSubmitted.class,
                            metatextgrad.events.TaskSubmitted.class,
                            TaskWire::toAvro,
                            TaskWire::fromAvro),
                    new WirePair<>(
                            Snapshot.class,
                            metatextgrad.events.Snapshot.class,
                            TaskWire::toAvro,
                            TaskWire::fromAvro),
                    new WirePair<>(
                            SetCount.class,
                            metatextgrad.events.SetCount.class,
                            count -> new metatextgrad.events.SetCount(count.tasks()),
                            count -> new SetCount(count.getTasks())),
                    new WirePair<>(
                            PinnedShares.class,
                            metatextgrad.events.PinnedShares.class,
                            pinned ->
                                    new metatextgrad.events.PinnedShares(
                                            PartWire.toAvro(pinned.shares())),
                            pinned -> new PinnedShares(PartWire.fromAvro(pinned.getShares()))));

    private TaskWire() {}

    static metatextgrad.events.ProjectDefined toAvro(ProjectDefined defined) {
        return new metatextgrad.events.ProjectDefined(
                Json.write(defined.project()), defined.serial().number());
    }

    static ProjectDefined fromAvro(metatextgrad.events.ProjectDefined defined) {
        return new ProjectDefined(
                ProjectJson.read(defined.getProject()), new Serial(defined.getSerial()));
    }

    static metatextgrad.events.TaskSubmitted toAvro(TaskSubmitted task) {
        return new metatextgrad.events.TaskSubmitted(
                task.project().value(),
                task.id().value(),
                task.input(),
                task.target(),
                task.set(),
                Nullables.map(
                        task.split(), split -> Names.to(metatextgrad.events.Split.class, split)),
                task.group());
    }

    static TaskSubmitted fromAvro(metatextgrad.events.TaskSubmitted task) {
        return new TaskSubmitted(
                new ProjectId(task.getProject()),
                new TaskId(task.getId()),
                task.getInput(),
                task.getTarget(),
                task.getSet(),
                Nullables.map(task.getSplit(), split -> Names.to(Split.class, split)),
                task.getGroup());
    }

    static metatextgrad.events.Snapshot toAvro(Snapshot snapshot) {
        return new metatextgrad.events.Snapshot(
                PartWire.toAvro(snapshot.spec()),
                texts(snapshot.train()),
                texts(snapshot.val()),
                texts(snapshot.gate()),
                texts(snapshot.test()));
    }

    static Snapshot fromAvro(metatextgrad.events.Snapshot snapshot) {
        return new Snapshot(
                PartWire.fromAvro(snapshot.getSpec()),
                ids(snapshot.getTrain()),
                ids(snapshot.getVal()),
                ids(snapshot.getGate()),
                ids(snapshot.getTest()));
    }

    private static List<String> texts(List<TaskId> ids) {
        return ids.stream().map(TaskId::value).toList();
    }

    private static List<TaskId> ids(List<String> texts) {
        return texts.stream().map(TaskId::new).toList();
    }
}
