# The bot in a container: `docker build -t history-bot .`, then
# `docker run -e TELEGRAM_BOT_TOKEN=… -v history-bot:/data history-bot`.
# The facts and the bot's own state stand in /data; where it holds no facts yet, `--seed` puts the
# shipped ones there. A folder of the host mounted as /data must belong to user 10001.

FROM docker.io/library/python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /source

# What the bot runs on, in an environment of its own that the last stage takes over whole.
COPY requirements.lock ./
RUN python -m venv --without-pip /opt/history-bot \
 && pip --python /opt/history-bot/bin/python install --require-hashes --only-binary :all: \
        --requirement requirements.lock

# The package is built with what pyproject.toml names, at the versions that the tests run with.
COPY tests/requirements.lock tests/
RUN sed -n 's/^\([a-z][^ ]*==[^ ]*\).*/\1/p' tests/requirements.lock > /tmp/versions.txt
COPY pyproject.toml README.md LICENSE facts.db ./
COPY bot bot
RUN PIP_CONSTRAINT=/tmp/versions.txt pip wheel --no-deps --wheel-dir /tmp/wheels . \
 && pip --python /opt/history-bot/bin/python install --no-index --no-deps /tmp/wheels/*.whl


FROM docker.io/library/python:3.11-slim-bookworm
RUN groupadd --gid 10001 bot \
 && useradd --uid 10001 --gid bot --no-create-home --home-dir /data --shell /usr/sbin/nologin bot \
 && install --directory --owner=bot --group=bot --mode=0750 /data
COPY --from=build /opt/history-bot /opt/history-bot

ENV PATH=/opt/history-bot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    FACTS_DB=/data/facts.db \
    STATE_DB=/data/state.db
USER 10001:10001
WORKDIR /data
VOLUME /data

# Exec form: the program is process 1 and gets the signal itself.
STOPSIGNAL SIGTERM
ENTRYPOINT ["history-bot", "--seed"]
CMD ["run"]
