package metatextgrad.simulator.role;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A simulated model. Its model names start with {@code sim-} and the name of the role. */
public enum Role {
    STUDENT,
    CRITIC,
    OPTIMIZER,
    META,
    JUDGE;

    public String modelName() {
        return "sim-" + name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String model) {
        return Arrays.stream(values())
                .filter(role -> model.startsWith(role.modelName()))
                .findFirst();
    }
}
