package metatextgrad.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import metatextgrad.simulator.json.Yaml;
import metatextgrad.simulator.question.TaskFamily;

/** Reads the section of a world file for the student. */
final class WorldReader {
    private WorldReader() {}

    static World read(JsonNode section) throws IOException {
        World world = Yaml.record(section, World.class);
        for (TaskFamily task : TaskFamily.values()) {
            if (!world.tasks().containsKey(task))
                throw new IOException("the world file has no task " + task.id());
        }
        return world;
    }
}
