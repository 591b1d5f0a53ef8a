package metatextgrad.deploy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import metatextgrad.config.Setting;
import metatextgrad.simulator.SimulatorMain;

/** The environment variables that services and the simulator read. */
final class Variables {
    private Variables() {}

    static Set<String> all() {
        Set<String> known = new TreeSet<>();
        for (Setting setting : Setting.values()) known.add(setting.name());
        SimulatorMain.commandLine(Map.of())
                .getCommandSpec()
                .options()
                .forEach(option -> known.add(SimulatorMain.variable(option)));
        return known;
    }
}
