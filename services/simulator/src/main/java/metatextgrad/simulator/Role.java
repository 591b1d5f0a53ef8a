package metatextgrad.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a model name that begins with {@code sim-} and the role's name stands for. */
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
