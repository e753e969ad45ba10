# Cartaviva in a container: docker build --tag cartaviva .
# PostgreSQL's client library is the system's here, so that the connection to the database may be encrypted
# (`?sslmode=verify-full` in CARTAVIVA_DATABASE_URL); a plain `cargo build` compiles one in that cannot.

FROM rust:1.95-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpq-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --locked --release --package cartaviva-api --no-default-features \
    && install target/release/cartaviva /usr/local/bin/cartaviva

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates curl libpq5 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --user-group --uid 10001 --home-dir /data --shell /usr/sbin/nologin cartaviva \
    && install --directory --owner cartaviva --group cartaviva --mode 700 /data
COPY --from=build /usr/local/bin/cartaviva /usr/local/bin/cartaviva
USER cartaviva
WORKDIR /data
VOLUME /data
ENV CARTAVIVA_LISTEN=0.0.0.0:8080 \
    CARTAVIVA_DATA_DIR=/data \
    CARTAVIVA_LOG_FORMAT=json
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["curl", "--silent", "--fail", "--output", "/dev/null", "http://127.0.0.1:8080/v1/status"]
ENTRYPOINT ["cartaviva"]
CMD ["serve"]
